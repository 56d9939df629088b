namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>What speaks against giving a function to a domain; each can be overruled by its name.</summary>
public enum HostDeviceGuard
{
    /// <summary>The host has no such function now.</summary>
    Missing,

    /// <summary>Another domain has the function: only one of them can run at a time.</summary>
    OtherDomain,

    /// <summary>The ROM file is for another card.</summary>
    RomMismatch,

    /// <summary>QEMU, as this host confines it, cannot read the ROM file.</summary>
    RomAccess,
}
