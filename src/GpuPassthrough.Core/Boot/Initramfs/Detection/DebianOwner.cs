using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs.Detection;

/// <summary>Whose <c>update-initramfs</c> it is, by what dpkg has written down (dpkg -S).</summary>
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
        return Packages
            .Where(package => diverter is null ? Has(host, package.Key) : diverter == package.Key)
            .Select(package => new Witness(package.Value, Messages.Format("InitramfsCommandOwner", host.Describe(HostPaths.UpdateInitramfs), package.Key)));
    }

    private static bool Has(HostRoot host, string package) =>
        Lines(host.ReadText($"{HostPaths.DebianFileLists}/{package}.list")).Contains(HostPaths.Absolute(HostPaths.UpdateInitramfs), StringComparer.Ordinal);

    // Three lines each: the file, where it went, and the package in whose favour.
    private static string? Diverter(HostRoot host) => Lines(host.ReadText(HostPaths.DebianDiversions))
        .Chunk(3)
        .FirstOrDefault(diversion => diversion.Length == 3 && diversion[0] == HostPaths.Absolute(HostPaths.UpdateInitramfs))?[2];

    private static string[] Lines(string? text) => text?.Split('\n') ?? [];
}
