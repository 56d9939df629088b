namespace GpuPassthrough.Host;

/// <summary>What reading GRUB's configuration needs.</summary>
internal static partial class HostPaths
{
    /// <summary>The shell that runs scripts which name no other.</summary>
    internal const string Shell = "bin/sh";

    /// <summary>Where known shells lie: the one that is the same file as <see cref="Shell"/> is meant.</summary>
    internal static readonly string[] ShellDirectories = ["bin", "usr/bin"];

    /// <summary>Programs that every host has; what they are built for is what the host is.</summary>
    internal static readonly string[] BasicPrograms = [Shell, "usr/bin/sh", "sbin/init", "usr/lib/systemd/systemd", "run/current-system/sw/bin/sh"];

    /// <summary>The program that sources GRUB's defaults, by its names.</summary>
    internal static readonly string[] GrubMkconfig = ["usr/sbin/grub-mkconfig", "usr/bin/grub-mkconfig", "usr/sbin/grub2-mkconfig", "usr/bin/grub2-mkconfig"];

    /// <summary>How grub-mkconfig names its drop-ins where it reads some: behind its sysconfdir.</summary>
    internal const string GrubDropInsInPrograms = "default/grub.d";
}
