using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs.Detection;

/// <summary>Images in <c>/boot</c> by the names that generators and distributions give them.</summary>
internal static class ImageNames
{
    private static readonly string[] Starts = ["initrd", "initramfs", "booster-"];

    /// <summary>Those in <c>/boot</c> itself, below the root.</summary>
    internal static IEnumerable<string> All(HostRoot host) => In(host, HostPaths.BootFolder);

    /// <summary>Those on one of the partitions that a boot loader reads: beside the kernels, in a kernel's own directory (TOKEN/RELEASE/initrd), and unified ones.</summary>
    internal static IEnumerable<string> Below(HostRoot host, string folder)
    {
        IEnumerable<string> own = host.List(folder).SelectMany(token => OfToken(host, $"{folder}/{token.Name}"));
        return [.. In(host, folder), .. own, .. Unified(host, folder)];
    }

    /// <summary>The entry tokens by which kernel-install(8) has named directories on a partition.</summary>
    internal static IEnumerable<string> Tokens(HostRoot host, string folder) =>
        host.List(folder).Select(token => token.Name).Where(token => OfToken(host, $"{folder}/{token}").Any());

    /// <summary>Unified kernel images (UAPI group, specification 1) of a partition.</summary>
    internal static IEnumerable<string> Unified(HostRoot host, string folder) => host.List($"{folder}/EFI/Linux")
        .Where(entry => entry.Name.EndsWith(".efi", StringComparison.OrdinalIgnoreCase))
        .Select(entry => $"{folder}/EFI/Linux/{entry.Name}");

    private static IEnumerable<string> OfToken(HostRoot host, string folder) =>
        host.List(folder).Where(release => release.Name.Contains('.', StringComparison.Ordinal)).SelectMany(release => In(host, $"{folder}/{release.Name}"));

    private static IEnumerable<string> In(HostRoot host, string folder) => host.List(folder)
        .Where(entry => entry.Kind != HostEntryKind.Directory && Starts.Any(start => entry.Name.StartsWith(start, StringComparison.Ordinal)))
        .Select(entry => $"{folder}/{entry.Name}");

    /// <summary>Speaks for booster, whose images have its name, or against it when none has.</summary>
    internal static IEnumerable<Witness> Find(HostRoot host, IReadOnlyList<Candidate> candidates)
    {
        ILookup<bool, string> images = All(host).ToLookup(IsBooster);
        foreach (Candidate candidate in candidates)
        {
            string? image = images[candidate.Kind == GeneratorKind.Booster].FirstOrDefault();
            if (image is not null) yield return new Witness(candidate.Kind, Messages.Format("InitramfsImageFound", host.Describe(image)));
        }
    }

    private static bool IsBooster(string path) => Path.GetFileName(path).StartsWith("booster-", StringComparison.Ordinal);
}
