using GpuPassthrough.Boot.Initramfs.Detection;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>The command that makes all images anew, how long it may take, and the room it needs.</summary>
internal static class RefreshPlan
{
    private const int MinutesPerKernel = 10;
    private const int FewestKernels = 3;

    internal static BootPart Of(HostRoot host, params IReadOnlyList<string> arguments) => new()
    {
        Commands = [new PlannedCommand(arguments) { Limit = Limit(host) }],
        Space = Space(host),
    };

    // Slow disks and xz at its best take some minutes for one image.
    private static TimeSpan Limit(HostRoot host) => TimeSpan.FromMinutes(MinutesPerKernel * Math.Max(FewestKernels, InstalledKernels.Directories(host).Count));

    /// <summary>One image is written beside the old one before it replaces it: the largest there is, and a fifth more.</summary>
    private static IReadOnlyList<PlannedSpace> Space(HostRoot host) =>
        [.. Images(host).GroupBy(image => image.Folder).Select(group => new PlannedSpace(group.Key, group.Max(image => image.Size) * 6 / 5)).Where(space => space.Bytes > 0)];

    private static IEnumerable<(string Folder, long Size)> Images(HostRoot host)
    {
        foreach (string folder in HostPaths.BootFolders)
        {
            foreach (string path in ImageNames.Below(host, folder))
            {
                if (host.Identify(path) is { IsRegularFile: true } file) yield return (folder, file.Size);
            }
        }
    }
}
