namespace GpuPassthrough.Host;

/// <summary>What boot loaders leave behind, and where they are configured.</summary>
internal static partial class HostPaths
{
    internal const string EfiVariables = "sys/firmware/efi/efivars";

    /// <summary>What the boot loader says it is (systemd's Boot Loader Interface): 4 bytes of attributes, then UTF-16.</summary>
    internal const string LoaderInfo = EfiVariables + "/LoaderInfo-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f";

    /// <summary>There when the kernel was started from a unified kernel image.</summary>
    internal const string StubInfo = EfiVariables + "/StubInfo-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f";

    internal const string KernelInstallVendorCommandLine = "usr/lib/kernel/cmdline";
    internal const string KernelInstallEntryToken = "etc/kernel/entry-token";

    /// <summary>Our own file where kernel arguments are read from a directory.</summary>
    internal const string CommandLineDropIn = "etc/cmdline.d/zz-gpu-passthrough.conf";

    /// <summary>Debian's hook that hands a new initramfs to kernel-install.</summary>
    internal const string SystemdBootHook = "etc/initramfs/post-update.d/systemd-boot";

    internal const string ProxmoxBootPartitions = "etc/kernel/proxmox-boot-uuids";
    internal const string GrubEnvironment = "boot/grub2/grubenv";
    internal const string SuseBootLoader = "etc/sysconfig/bootloader";
    internal const string SdbootManage = "etc/sdboot-manage.conf";
    internal const string LimineDefaults = "etc/default/limine";
    internal const string RefindKernelOptions = "boot/refind_linux.conf";
    internal const string DeviceModel = "proc/device-tree/model";
    internal const string NixosConfiguration = "etc/nixos/configuration.nix";

    /// <summary>How the running kernel was built, compressed, where it was built to tell.</summary>
    internal const string RunningKernelConfiguration = "proc/config.gz";

    /// <summary>Where unified kernel images lie, below an ESP.</summary>
    internal const string UnifiedImages = "EFI/Linux";

    /// <summary>What grub-mkconfig writes: Debian, Ubuntu, Arch; then Fedora, openSUSE.</summary>
    internal const string GrubConfiguration = "boot/grub/grub.cfg";
    internal const string Grub2Configuration = "boot/grub2/grub.cfg";

    internal static readonly string[] LimineConfigurations =
    [
        "boot/limine.conf",
        "boot/limine/limine.conf",
        "boot/EFI/limine/limine.conf",
        "boot/EFI/BOOT/limine.conf",
        "boot/efi/limine.conf",
        "boot/efi/EFI/limine/limine.conf",
        "boot/efi/EFI/BOOT/limine.conf",
        "efi/limine.conf",
        "efi/EFI/limine/limine.conf",
        "efi/EFI/BOOT/limine.conf",
    ];

    internal static readonly string[] RefindDirectories = ["boot/EFI/refind", "boot/efi/EFI/refind", "efi/EFI/refind"];

    /// <summary>One line that the firmware of a Raspberry Pi hands to the kernel.</summary>
    internal static readonly string[] RaspberryPiCommandLines = ["boot/firmware/cmdline.txt", "boot/cmdline.txt"];

    /// <summary>Files, and directories with all below them, that go into the initramfs or say what does.</summary>
    internal static readonly string[] InitramfsSources =
    [
        "etc/modprobe.d",
        "etc/modules-load.d",
        "etc/modules",
        "etc/udev/rules.d",
        "etc/dracut.conf",
        "etc/dracut.conf.d",
        "etc/initramfs-tools",
        "etc/mkinitcpio.conf",
        "etc/mkinitcpio.conf.d",
        "etc/booster.yaml",
    ];
}
