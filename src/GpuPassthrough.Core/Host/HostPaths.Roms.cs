namespace GpuPassthrough.Host;

/// <summary>What reading and keeping option ROMs needs.</summary>
internal static partial class HostPaths
{
    internal const string KernelLog = "dev/kmsg";
    internal const string Lockdown = "sys/kernel/security/lockdown";
    internal const string AppArmorEnabled = "sys/module/apparmor/parameters/enabled";

    /// <summary>AMD's table with copies of option ROMs (UEFI_ACPI_VFCT).</summary>
    internal const string VideoFirmware = "sys/firmware/acpi/tables/VFCT";

    /// <summary>Made by ostree in the root of a system whose <c>/usr</c> is read-only.</summary>
    internal const string OstreeBooted = "run/ostree-booted";

    /// <summary>Proxmox VE mounts its configuration here.</summary>
    internal const string ProxmoxConfiguration = "etc/pve";

    /// <summary>Directories for ROM files that confined QEMU may read, the most usual first.</summary>
    internal static readonly string[] RomFolders = ["usr/share/qemu", "usr/share/vgabios", "usr/share/qemu-kvm", "usr/share/kvm"];

    /// <summary>Proxmox VE looks for <c>romfile=</c> names in its own directory.</summary>
    internal static readonly string[] RomFoldersOnProxmox = ["usr/share/kvm", "usr/share/qemu"];

    /// <summary>Where <c>/usr/share</c> cannot be written: ostree and NixOS.</summary>
    internal static readonly string[] RomFoldersWithoutUsr = ["var/lib/libvirt/vgabios"];

    /// <summary>What AppArmor's abstraction libvirt-qemu lets QEMU read below <c>/usr/share</c> (libvirt 10.0 to 12.8).</summary>
    internal static readonly string[] ReadableByConfinedQemu =
    [
        "usr/share/kvm",
        "usr/share/qemu",
        "usr/share/qemu-kvm",
        "usr/share/vgabios",
        "usr/share/seabios",
        "usr/share/sgabios",
        "usr/share/OVMF",
        "usr/share/ovmf",
        "usr/share/AAVMF",
        "usr/share/edk2-ovmf",
        "usr/share/bochs",
    ];
}
