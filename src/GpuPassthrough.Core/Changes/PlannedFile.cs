using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>One file as it was read and as it is to be: bytes in, bytes out.</summary>
internal sealed class PlannedFile : IEquatable<PlannedFile>
{
    /// <param name="path">The file below the host's root, without a leading slash.</param>
    /// <param name="old">The content it has; null when it is absent.</param>
    /// <param name="content">The content it is to have; null to delete it.</param>
    internal PlannedFile(string path, byte[]? old, byte[]? content)
    {
        Path = path;
        Old = old;
        New = content;
    }

    internal string Path { get; }

    internal byte[]? Old { get; }

    internal byte[]? New { get; }

    /// <summary>The permissions of a file that is new; one that is replaced keeps its own.</summary>
    internal UnixFileMode Mode { get; init; } = (UnixFileMode)FileTraits.PlainMode;

    internal bool ChangesSomething => !AtomicFile.Same(Old, New);

    /// <summary>Reads what is to be changed; <paramref name="edit"/> gets null where the file is absent and answers null to delete it.</summary>
    internal static PlannedFile Read(HostRoot host, string path, Func<byte[]?, byte[]?> edit)
    {
        byte[]? old = AtomicFile.Read(new HostWriter(host), path);
        return new PlannedFile(path, old, edit(old));
    }

    public bool Equals(PlannedFile? other) =>
        other is not null && Path == other.Path && Mode == other.Mode && AtomicFile.Same(Old, other.Old) && AtomicFile.Same(New, other.New);

    public override bool Equals(object? obj) => Equals(obj as PlannedFile);

    public override int GetHashCode() => HashCode.Combine(Path, Old?.Length, New?.Length);

    public override string ToString() => Path;
}
