using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders;

/// <summary>An entry of the Boot Loader Specification, type 1: a file of lines, each a key and a value.</summary>
internal sealed class LoaderEntry
{
    private readonly string[] _lines;

    private LoaderEntry(string path, string text)
    {
        Path = path;
        _lines = text.Split('\n');
    }

    /// <summary>Below the host's root.</summary>
    internal string Path { get; }

    /// <summary>The name of the file without <c>.conf</c>: what loaders call the entry.</summary>
    internal string Id => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The kernel arguments: those of all options lines, one after the other.</summary>
    internal string Options => string.Join(' ', Lines("options").Select(line => line.Value));

    internal string? this[string key] => Lines(key).Select(line => line.Value).FirstOrDefault();

    /// <summary>The arguments with the file and line they stand in.</summary>
    internal IEnumerable<ConfiguredArgument> Arguments(HostRoot host) =>
        Lines("options").SelectMany(line => KernelCommandLine.Parse(line.Value).Tokens.Select(token => new ConfiguredArgument(token, $"{host.Describe(Path)}:{line.Number}")));

    internal static IReadOnlyList<LoaderEntry> All(HostRoot host)
    {
        List<FileIdentity> seen = [];
        List<LoaderEntry> entries = [];
        foreach (string folder in HostPaths.LoaderDirectories.Select(loader => $"{loader}/entries"))
        {
            // The ESP may be mounted in one of these places and linked from another.
            if (host.Identify(folder) is not { IsDirectory: true } identity || seen.Exists(identity.IsSameFile)) continue;
            seen.Add(identity);
            entries.AddRange(Read(host, folder));
        }

        return [.. entries.OrderByDescending(entry => entry.Id, VersionOrder.Instance)];
    }

    private static IEnumerable<LoaderEntry> Read(HostRoot host, string folder) =>
        from entry in host.List(folder)
        where entry.Name.EndsWith(".conf", StringComparison.Ordinal)
        let path = $"{folder}/{entry.Name}"
        let text = host.ReadText(path)
        where text is not null
        select new LoaderEntry(path, text);

    private IEnumerable<(int Number, string Value)> Lines(string key) =>
        _lines.Select((line, index) => (Number: index + 1, Value: ValueOf(line, key))).Where(line => line.Value is not null).Select(line => (line.Number, line.Value!));

    private static string? ValueOf(string line, string key) =>
        line.Length > key.Length && line.StartsWith(key, StringComparison.Ordinal) && char.IsWhiteSpace(line[key.Length]) ? line[key.Length..].Trim() : null;
}
