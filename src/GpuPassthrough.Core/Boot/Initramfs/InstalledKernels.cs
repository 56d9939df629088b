using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>The kernels whose modules are installed.</summary>
internal static class InstalledKernels
{
    /// <summary>Their directories, below the root.</summary>
    internal static IReadOnlyList<string> Directories(HostRoot host) =>
        [.. Tree(host).Select(pair => pair.Path).Where(path => host.Identify(path) is { IsDirectory: true })];

    /// <summary>What a kernel's directory holds in a small file; null when there is none.</summary>
    internal static string? ReadText(HostRoot host, string release, string name) =>
        HostPaths.ModuleTrees.Select(tree => host.ReadText($"{tree}/{release}/{name}")).FirstOrDefault(text => text is not null);

    private static IEnumerable<(string Release, string Path)> Tree(HostRoot host) => HostPaths.ModuleTrees
        .SelectMany(tree => host.List(tree).Select(entry => (entry.Name, $"{tree}/{entry.Name}")))
        .DistinctBy(pair => pair.Name);
}
