namespace GpuPassthrough.Firmware;

/// <summary>There is no place for the ROM.</summary>
public sealed class RomDestinationException : PassthroughException
{
    private RomDestinationException(string id, string path, params object?[] arguments)
        : base(id, [path, .. arguments]) => Path = path;

    /// <summary>The directory or file that was meant, or the host's root.</summary>
    public string Path { get; }

    /// <inheritdoc />
    public override object Subject => Path;

    internal static RomDestinationException None(string hostRoot, IReadOnlyList<string> tried) =>
        new("RomFolderNone", hostRoot, string.Join(", ", tried));

    internal static RomDestinationException Missing(string path) => new("RomFolderMissing", path);

    internal static RomDestinationException OneFile(string path, int count) => new("RomFolderNeeded", path, count);
}
