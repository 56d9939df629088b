using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs.Detection;

/// <summary>
/// The generators whose program is installed. <c>update-initramfs</c> is no sign of any: initramfs-tools and Debian's dracut both have one.
/// </summary>
internal static class GeneratorPrograms
{
    internal static readonly IReadOnlyDictionary<GeneratorKind, string> Names = new Dictionary<GeneratorKind, string>
    {
        [GeneratorKind.InitramfsTools] = "mkinitramfs",
        [GeneratorKind.Dracut] = "dracut",
        [GeneratorKind.Mkinitcpio] = "mkinitcpio",
        [GeneratorKind.Booster] = "booster",
    };

    /// <summary>A generator as its distribution names it.</summary>
    internal static string Title(GeneratorKind kind) => kind == GeneratorKind.InitramfsTools ? "initramfs-tools" : Names[kind];

    internal static IReadOnlyList<Candidate> Find(HostRoot host) =>
        [.. Names.Select(pair => (pair.Key, Path: Find(host, pair.Value))).Where(found => found.Path is not null).Select(found => Candidate(host, found.Key, found.Path!))];

    private static string? Find(HostRoot host, string name) =>
        HostPaths.ProgramDirectories.Select(folder => $"{folder}/{name}").FirstOrDefault(path => host.Identify(path) is { IsDirectory: false });

    private static Candidate Candidate(HostRoot host, GeneratorKind kind, string path) =>
        new(kind, [Messages.Format("InitramfsProgramFound", host.Describe(path))]);
}
