using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders;

/// <summary>Room for boot images that are made or copied anew beside the old ones: the largest, and a fifth more.</summary>
internal static class ImageSpace
{
    private static readonly string[] Starts = ["initrd", "initramfs", "booster-"];

    /// <summary>Room for a copy of the largest initramfs on the partition of the entries.</summary>
    internal static IReadOnlyList<PlannedSpace> OnBootPartitions(BootFacts facts)
    {
        string? loader = HostPaths.LoaderDirectories.FirstOrDefault(facts.Has);
        IEnumerable<string> images = facts.Host.List(HostPaths.BootFolders[0])
            .Where(entry => Starts.Any(start => entry.Name.StartsWith(start, StringComparison.Ordinal)))
            .Select(entry => $"{HostPaths.BootFolders[0]}/{entry.Name}")
            .Concat(facts.Entries.Select(entry => Image(facts, entry)).OfType<string>());
        return loader is null ? [] : Of(facts, loader, images);
    }

    /// <summary>Room for another of the largest unified image.</summary>
    internal static IReadOnlyList<PlannedSpace> OfUnifiedImages(BootFacts facts)
    {
        IReadOnlyList<string> images = UnifiedImages.All(facts);
        return images.Count == 0 ? [] : Of(facts, Path.GetDirectoryName(images[0])!, images);
    }

    private static IReadOnlyList<PlannedSpace> Of(BootFacts facts, string folder, IEnumerable<string> images)
    {
        long largest = images.Select(path => facts.Host.Identify(path)?.Size ?? 0).DefaultIfEmpty().Max();
        return largest == 0 ? [] : [new PlannedSpace(folder, largest + (largest / 5))];
    }

    // What an entry names is a path on the partition that holds the entries.
    private static string? Image(BootFacts facts, LoaderEntry entry)
    {
        string partition = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(entry.Path)))!;
        string? path = entry["initrd"] is string initrd ? partition + "/" + initrd.TrimStart('/') : null;
        return path is not null && facts.Has(path) ? path : null;
    }
}
