namespace GpuPassthrough.Host;

/// <summary>Where things lie below a host's root. No other file of the module names such a path.</summary>
internal static partial class HostPaths
{
    internal const string PciDevices = "sys/bus/pci/devices";
    internal const string IommuGroups = "sys/kernel/iommu_groups";
    internal const string IommuClass = "sys/class/iommu";
    internal const string MachineId = "etc/machine-id";
    internal const string HostName = "proc/sys/kernel/hostname";
    internal const string KernelRelease = "proc/sys/kernel/osrelease";
    internal const string KernelCommandLine = "proc/cmdline";

    /// <summary>Firmware tables that tell of an IOMMU: DMAR on Intel, IVRS on AMD, IORT on Arm.</summary>
    internal const string AcpiTables = "sys/firmware/acpi/tables";

    /// <summary>Where kernels keep their modules: <c>/lib</c> is a link to <c>/usr/lib</c> on most systems, and NixOS has its own.</summary>
    internal static readonly string[] ModuleTrees =
    [
        "lib/modules",
        "usr/lib/modules",
        "run/booted-system/kernel-modules/lib/modules",
    ];

    /// <summary>The directories of modprobe.d(5) that kmod reads, the first winning where file names are the same.</summary>
    internal static readonly string[] ModprobeDirectories =
    [
        "etc/modprobe.d",
        "run/modprobe.d",
        "usr/local/lib/modprobe.d",
        "usr/lib/modprobe.d",
        "lib/modprobe.d",
    ];

    /// <summary>Where distributions keep pci.ids, plain or compressed.</summary>
    internal static readonly string[] PciIds =
    [
        "usr/share/hwdata/pci.ids",
        "usr/share/misc/pci.ids",
        "usr/share/pci.ids",
        "var/lib/pciutils/pci.ids",
        "run/current-system/sw/share/hwdata/pci.ids",
        "run/current-system/sw/share/pci.ids",
        "usr/share/hwdata/pci.ids.gz",
        "usr/share/misc/pci.ids.gz",
        "usr/share/pci.ids.gz",
        "run/current-system/sw/share/pci.ids.gz",
    ];

    /// <summary>Device nodes; also how the links of proc/PID/fd start, after the leading slash.</summary>
    internal const string DeviceNodes = "dev";
    internal const string Processes = "proc";
    internal const string BlockClass = "sys/class/block";
    internal const string BlockDisks = "sys/block";
    internal const string NvmeSubsystems = "sys/class/nvme-subsystem";
    internal const string BtrfsFileSystems = "sys/fs/btrfs";
    internal const string NetworkClass = "sys/class/net";
    internal const string GraphicsClass = "sys/class/graphics";
    internal const string ConsoleClass = "sys/class/vtconsole";
    internal const string CharacterNumbers = "sys/dev/char";
    internal const string DrmClass = "sys/class/drm";
    internal const string SoundClass = "sys/class/sound";
    internal const string VfioGroups = "sys/class/vfio";
    internal const string VfioDevices = "sys/class/vfio-dev";
    internal const string VfioNodes = "dev/vfio";
    internal const string VfioDeviceNodes = "dev/vfio/devices";
    internal const string DriNodes = "dev/dri";
    internal const string SoundNodes = "dev/snd";
    internal const string NvidiaCards = "proc/driver/nvidia/gpus";
    internal const string NvidiaNode = "dev/nvidia";
    internal const string UdevBlockData = "run/udev/data/b";
    internal const string Mounts = "proc/mounts";
    internal const string Swaps = "proc/swaps";
    internal const string Routes = "proc/net/route";
    internal const string Ipv6Routes = "proc/net/ipv6_route";

    /// <summary>The mount table of this process; below the root of another host the one of its first process may be all there is.</summary>
    internal static readonly string[] MountInfo = ["proc/self/mountinfo", "proc/1/mountinfo"];

    /// <summary>Where the record of changes lies: below the host's root, or below the state folder of a user without root's rights.</summary>
    internal const string Journal = "var/lib/gpu-passthrough";
    internal const string UserState = ".local/state";

    /// <summary>Nothing to read: the standard input of programs.</summary>
    internal const string NullDevice = "/dev/null";

    /// <summary>Where programs are looked for. /usr/local is left out: on some systems others than root may write there.</summary>
    internal static readonly string[] Programs = ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/run/current-system/sw/bin"];

    /// <summary>
    /// The kinds of files that the module writes; <c>*</c> stands for a name or a part of it. What the journal says is
    /// held against this list before anything is put back.
    /// </summary>
    internal static readonly string[] Writable =
    [
        "etc/modprobe.d/*.conf",
        "etc/modules-load.d/*.conf",
        "etc/modules",
        "etc/default/grub",
        "etc/default/grub.d/*.cfg",
        "etc/kernel/cmdline",
        "etc/kernelstub/configuration",
        "etc/kernel/cmdline.d/*.conf",
        "etc/cmdline.d/*.conf",
        "etc/dracut.conf",
        "etc/dracut.conf.d/*.conf",
        "etc/initramfs-tools/modules",
        "etc/initramfs-tools/conf.d/*",
        "etc/initramfs-tools/hooks/*",
        "etc/initramfs-tools/scripts/*/*",
        "etc/mkinitcpio.conf",
        "etc/mkinitcpio.conf.d/*.conf",
        "etc/booster.yaml",
        "etc/udev/rules.d/*.rules",
        "boot/loader/entries/*.conf",
        "boot/efi/loader/entries/*.conf",
        "efi/loader/entries/*.conf",
    ];
}
