using System.Diagnostics;

namespace GpuPassthrough.Benchmarks.Compare;

/// <summary>
/// libkmod, and so lspci -k, reads the module indexes of the running kernel's release and takes no other path. To have
/// it read the synthetic host's, the run starts itself again in a mount namespace of its own, in which that directory
/// shows the host's indexes. Nobody else sees it, and it ends with the run.
/// </summary>
internal static class PrivateMounts
{
    // Where /lib/modules is missing, an overlay gives it a place; the overlay's upper layer is in memory.
    private const string Script = """
        set -e
        indexes=$1 scratch=$2; shift 2
        target=/lib/modules/$(uname -r)
        if [ ! -d "$target" ]; then
            mount -t tmpfs tmpfs "$scratch"
            if [ -d /lib/modules ]; then
                mount --bind "$scratch" /lib/modules
            else
                lib=$(readlink -f /lib)
                mkdir "$scratch/upper" "$scratch/work"
                mount -t overlay overlay -o "lowerdir=$lib,upperdir=$scratch/upper,workdir=$scratch/work" "$lib"
            fi
            mkdir -p "$target"
        fi
        mount --bind "$indexes" "$target"
        exec "$@"
        """;

    /// <summary>Why the mounts cannot be made, or null when they can.</summary>
    internal static string? Obstacle(string indexes, string scratch)
    {
        if (Tools.Unshare is null) return "unshare is missing";
        using Process process = Start(indexes, scratch, ["true"], quiet: true);
        string error = process.StandardError.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"private mounts are refused ({error})";
    }

    internal static int Run(string indexes, string scratch, string[] command)
    {
        using Process process = Start(indexes, scratch, command, quiet: false);
        process.WaitForExit();
        return process.ExitCode;
    }

    private static Process Start(string indexes, string scratch, string[] command, bool quiet)
    {
        Directory.CreateDirectory(scratch);
        string[] user = Environment.IsPrivilegedProcess ? [] : ["--user", "--map-root-user"];
        string[] arguments = [.. user, "--mount", "--", "/bin/sh", "-c", Script, "sh", indexes, scratch, .. command];
        return Process.Start(new ProcessStartInfo(Tools.Unshare!, arguments) { RedirectStandardError = quiet })!;
    }
}
