using GpuPassthrough.Boot.CommandLine;

namespace GpuPassthrough.Boot.Loaders;

/// <summary>Arguments on a running kernel's command line that nobody configured: the boot loader adds them at each start.</summary>
internal static class LoaderArguments
{
    private static readonly string[] Handed = ["BOOT_IMAGE", "initrd"];

    // What grub-mkconfig and its like find out by themselves and write into entries.
    private static readonly string[] Written = ["root", "ro", "rw", "rootflags", "rootfstype", "ostree", "systemd.machine_id", "vt.handoff", "zfs", "resume"];

    /// <summary>Never configured anywhere: the path of the kernel or the initramfs.</summary>
    internal static bool AreHanded(KernelToken token) => Array.Exists(Handed, token.Is);

    /// <summary>May be there without being configured.</summary>
    internal static bool AreWritten(KernelToken token) => AreHanded(token) || Array.Exists(Written, token.Is);

    /// <summary>The arguments without those that only the start itself adds, as a command line for the next one.</summary>
    internal static string Lasting(KernelCommandLine running) => string.Join(' ', running.Tokens.Where(token => !AreHanded(token)).Select(token => token.Text));
}
