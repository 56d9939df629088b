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
}
