namespace GpuPassthrough.Libvirt.Client;

/// <summary>What a failure of libvirt comes down to, for the one who has to do something about it.</summary>
internal enum LibvirtFailureKind
{
    Other,
    Denied,
    NoDaemon,
    NoDriver,
    NoDomain,
    Schema,
    Exists,
    Unsupported,
    NoKvm,
    Busy,
    Invalid,
}
