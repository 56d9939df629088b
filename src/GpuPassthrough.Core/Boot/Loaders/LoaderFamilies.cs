namespace GpuPassthrough.Boot.Loaders;

/// <summary>What hands over to the kernel, as it can be seen from the running system.</summary>
[Flags]
internal enum LoaderFamilies
{
    None = 0,
    Grub = 1,
    SystemdBoot = 2,
    Limine = 4,
    Refind = 8,

    /// <summary>The firmware itself, by a boot entry that names the kernel.</summary>
    Firmware = 16,

    /// <summary>A unified kernel image, whoever starts it.</summary>
    UnifiedImage = 32,

    Other = 64,
    All = 127,
}
