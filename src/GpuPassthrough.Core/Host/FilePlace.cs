namespace GpuPassthrough.Host;

/// <summary>Where a file really lies: its directory, held open, and its name there, with links followed inside the root.</summary>
internal sealed class FilePlace : IDisposable
{
    private const int MostLinks = 40;

    private FilePlace(WritableDirectory directory, string name)
    {
        Directory = directory;
        Name = name;
    }

    internal WritableDirectory Directory { get; }

    internal string Name { get; }

    /// <summary>The path below the root after following links of the file itself.</summary>
    internal string Path => Directory.Below(Name);

    public void Dispose() => Directory.Dispose();

    /// <summary>Finds the place of a file that may be absent; null when its directory is.</summary>
    internal static FilePlace? Find(HostWriter writer, string path)
    {
        string current = path;
        for (int link = 0; link <= MostLinks; link++)
        {
            (string parent, string name) = Split(current);
            WritableDirectory? directory = WritableDirectory.Open(writer, parent);
            if (directory is null) return null;
            if (directory.LinkTarget(name) is not string target) return new FilePlace(directory, name);
            directory.Dispose();
            current = target.StartsWith('/') ? target.TrimStart('/') : $"{parent}/{target}";
        }

        throw HostWriteException.Links(writer.Host.Describe(path));
    }

    /// <summary>The directories above a file that are not there, the topmost first.</summary>
    internal static IReadOnlyList<string> MissingParents(HostWriter writer, string path)
    {
        List<string> missing = [];
        for (string parent = Split(path).Parent; parent.Length > 0; parent = Split(parent).Parent)
        {
            using WritableDirectory? directory = WritableDirectory.Open(writer, parent);
            if (directory is not null) break;
            missing.Insert(0, parent);
        }

        return missing;
    }

    internal static (string Parent, string Name) Split(string path)
    {
        int slash = path.TrimEnd('/').LastIndexOf('/');
        return slash < 0 ? (string.Empty, path) : (path[..slash], path[(slash + 1)..]);
    }
}
