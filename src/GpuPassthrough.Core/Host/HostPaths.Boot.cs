namespace GpuPassthrough.Host;

/// <summary>Kernel, boot loader and initramfs configuration.</summary>
internal static partial class HostPaths
{
    internal const string PciDrivers = "sys/bus/pci/drivers";
    /// <summary>Written an address, the kernel looks for a driver for that function.</summary>
    internal const string DriversProbe = "sys/bus/pci/drivers_probe";
    internal const string Buses = "sys/bus";
    internal const string KernelModules = "sys/module";

    /// <summary>Where sysfs keeps the devices themselves: what its classes and buses link to.</summary>
    internal const string Devices = "sys/devices";

    /// <summary>There when the machine was started by UEFI.</summary>
    internal const string EfiFirmware = "sys/firmware/efi";

    /// <summary>The name the host gives itself at start, hostname(5).</summary>
    internal const string ConfiguredHostName = "etc/hostname";

    internal const string ProcessorInfo = "proc/cpuinfo";
    internal const string ModprobeConfiguration = "etc/modprobe.d";

    /// <summary>What a stub brings about for modprobe: the name the tutorial gives it.</summary>
    internal const string StubConfiguration = "etc/modprobe.d/01-vfio-pci.conf";

    /// <summary>Where driverctl keeps which driver a device gets, a file each.</summary>
    internal const string DriverctlOverrides = "etc/driverctl.d";

    /// <summary>udev's rules of the administrator.</summary>
    internal const string UdevRules = "etc/udev/rules.d";

    /// <summary>Kernel statistics; <c>btime</c> is when the host was started, in seconds since 1970.</summary>
    internal const string KernelStatistics = "proc/stat";
    internal const string StaticModules = "etc/modules";
    internal const string GrubDefaults = "etc/default/grub";
    internal const string GrubDefaultsDropIns = "etc/default/grub.d";
    internal const string KernelInstallCommandLine = "etc/kernel/cmdline";
    internal const string CommandLineDropIns = "etc/cmdline.d";
    internal const string Mkinitcpio = "etc/mkinitcpio.conf";
    internal const string MkinitcpioDropIns = "etc/mkinitcpio.conf.d";
    internal const string Dracut = "etc/dracut.conf";
    internal const string DracutDropIns = "etc/dracut.conf.d";
    internal const string InitramfsTools = "etc/initramfs-tools/initramfs.conf";
    internal const string InitramfsToolsDropIns = "etc/initramfs-tools/conf.d";
    internal const string InitramfsToolsModules = "etc/initramfs-tools/modules";
    internal const string Booster = "etc/booster.yaml";
    internal const string Kernelstub = "etc/kernelstub/configuration";

    /// <summary>How the kernel was built, up to the release, which follows.</summary>
    internal const string KernelConfiguration = "boot/config-";

    /// <summary>os-release(5): the second is read where the first is missing.</summary>
    internal static readonly string[] OsRelease = ["etc/os-release", "usr/lib/os-release"];

    /// <summary>Where modules-load.d(5) looks.</summary>
    internal static readonly string[] ModulesLoadDirectories = ["etc/modules-load.d", "run/modules-load.d", "usr/lib/modules-load.d"];

    /// <summary>Where the loader directory of the Boot Loader Specification can be: on /boot itself, or on the ESP's usual mount points.</summary>
    internal static readonly string[] LoaderDirectories = ["boot/loader", "boot/efi/loader", "efi/loader"];

    /// <summary>Files that tell by being there which boot loader or kind of system this is.</summary>
    internal static readonly string[] BootMarkers =
    [
        "boot/grub/grub.cfg",
        "boot/grub2/grub.cfg",
        "boot/refind_linux.conf",
        "etc/NIXOS",
        "etc/nixos/configuration.nix",
        "run/ostree-booted",
    ];

    /// <summary>Directories of programs.</summary>
    internal static readonly string[] ProgramDirectories = ["usr/sbin", "usr/bin"];

    /// <summary>Programs that tell by being there how the host boots and makes its initramfs.</summary>
    internal static readonly string[] BootPrograms =
    [
        "bootc", "bootctl", "booster", "dracut", "grub-mkconfig", "grub2-mkconfig", "grubby", "kernel-install", "kernelstub",
        "limine-mkinitcpio", "limine-update", "mkinitcpio", "mkinitramfs", "proxmox-boot-tool", "rpm-ostree", "sdbootutil",
        "ukify", "update-grub", "update-initramfs",
    ];
}
