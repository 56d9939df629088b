using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs.Detection;

/// <summary>
/// Whose <c>update-initramfs</c> it is, and which package is installed, by what dpkg has written down. The two exclude
/// each other, but their programs do not: mkinitramfs stays behind in initramfs-tools-core. Debian 13 has a dracut without update-initramfs.
/// </summary>
internal static class DebianOwner
{
    private static readonly Dictionary<string, GeneratorKind> Packages = new(StringComparer.Ordinal)
    {
        ["initramfs-tools"] = GeneratorKind.InitramfsTools,
        ["dracut"] = GeneratorKind.Dracut,
    };

    internal static IEnumerable<Witness> Find(HostRoot host)
    {
        // Whoever diverted the file has put another in its place; the lists of the others still name it.
        string? diverter = Diverter(host);
        if (diverter is not null) return Packages.Where(package => package.Key == diverter).Select(package => Owner(host, package.Value, package.Key));
        return Packages.SelectMany(package => Find(host, package.Value, package.Key));
    }

    private static IEnumerable<Witness> Find(HostRoot host, GeneratorKind kind, string package)
    {
        string[] files = Lines(host.ReadText($"{HostPaths.DebianFileLists}/{package}.list"));
        if (files.Contains(HostPaths.Absolute(HostPaths.UpdateInitramfs), StringComparer.Ordinal)) yield return Owner(host, kind, package);

        // Of a package that was removed without its configuration the list keeps the configuration only.
        bool isInstalled = files.Contains(HostPaths.Absolute(HostPaths.DebianCopyright(package)), StringComparer.Ordinal);
        if (isInstalled) yield return new Witness(kind, Messages.Format("InitramfsPackageInstalled", package));
    }

    private static Witness Owner(HostRoot host, GeneratorKind kind, string package) =>
        new(kind, Messages.Format("InitramfsCommandOwner", host.Describe(HostPaths.UpdateInitramfs), package));

    // Three lines each: the file, where it went, and the package in whose favour.
    private static string? Diverter(HostRoot host) => Lines(host.ReadText(HostPaths.DebianDiversions))
        .Chunk(3)
        .FirstOrDefault(diversion => diversion.Length == 3 && diversion[0] == HostPaths.Absolute(HostPaths.UpdateInitramfs))?[2];

    private static string[] Lines(string? text) => text?.Split('\n') ?? [];
}
