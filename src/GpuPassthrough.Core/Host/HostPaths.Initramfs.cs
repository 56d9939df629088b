namespace GpuPassthrough.Host;

/// <summary>What makes the initramfs, where the images lie, and the module's own files for it.</summary>
internal static partial class HostPaths
{
    internal const string BootFolder = "boot";
    internal const string DracutDropIn = "etc/dracut.conf.d/zz-gpu-passthrough.conf";
    internal const string MkinitcpioDropIn = "etc/mkinitcpio.conf.d/zz-gpu-passthrough.conf";
    internal const string MkinitcpioPresets = "etc/mkinitcpio.d";
    internal const string MkinitcpioProgram = "usr/bin/mkinitcpio";

    internal const string UpdateInitramfsSettings = "etc/initramfs-tools/update-initramfs.conf";

    /// <summary>The package initramfs-tools has it, and so has Debian's and Ubuntu's dracut.</summary>
    internal const string UpdateInitramfs = "usr/sbin/update-initramfs";

    /// <summary>What dpkg knows: a list of files for each package, and the files that were moved out of another's way.</summary>
    internal const string DebianFileLists = "var/lib/dpkg/info";
    internal const string DebianDiversions = "var/lib/dpkg/diversions";

    /// <summary>Packages of Debian that make the initramfs; they exclude each other.</summary>
    internal static readonly string[] InitramfsPackages = ["initramfs-tools", "dracut"];

    /// <summary>What pacman runs when a kernel was installed (alpm-hooks(5)); a name below etc hides the same one below usr.</summary>
    internal const string PacmanHooks = "usr/share/libalpm/hooks";
    internal const string PacmanLocalHooks = "etc/pacman.d/hooks";

    internal const string NixOs = "etc/NIXOS";
    internal const string KernelInstall = "usr/bin/kernel-install";

    /// <summary>Makes all of booster's images.</summary>
    internal const string BoosterRegenerate = "usr/lib/booster/regenerate_images";

    /// <summary>Where kernel-install(8) reads its settings: the first file there is counts.</summary>
    internal static readonly string[] KernelInstallSettings =
    [
        "etc/kernel/install.conf",
        "run/kernel/install.conf",
        "usr/local/lib/kernel/install.conf",
        "usr/lib/kernel/install.conf",
    ];

    /// <summary>Where the partitions that a boot loader reads are mounted.</summary>
    internal static readonly string[] BootFolders = ["boot", "boot/efi", "efi"];

    /// <summary>The file that every package of Debian has.</summary>
    internal static string DebianCopyright(string package) => $"usr/share/doc/{package}/copyright";

    /// <summary>The same path as the host's programs name it.</summary>
    internal static string Absolute(string below) => "/" + below;
}
