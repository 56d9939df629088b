namespace GpuPassthrough.Snapshots;

/// <summary>A snapshot cannot be written where it was asked for.</summary>
public sealed class SnapshotException : PassthroughException
{
    private SnapshotException(string id, SnapshotFault fault, string path, Exception? inner = null)
        : base(id, [path, System.IO.Path.GetDirectoryName(path), inner?.Message], inner)
    {
        Fault = fault;
        Path = path;
    }

    /// <summary>What kind of fault it is.</summary>
    public SnapshotFault Fault { get; }

    /// <summary>The file that was to be written.</summary>
    public string Path { get; }

    /// <inheritdoc />
    public override object Subject => Path;

    internal static SnapshotException FolderMissing(string path) => new("SnapshotFolderMissing", SnapshotFault.FolderMissing, path);

    internal static SnapshotException NotFile(string path) => new("SnapshotNotFile", SnapshotFault.NotFile, path);

    internal static SnapshotException Exists(string path) => new("SnapshotExists", SnapshotFault.Exists, path);

    internal static SnapshotException Denied(string path, Exception inner) => new("SnapshotDenied", SnapshotFault.Denied, path, inner);

    internal static SnapshotException Failed(string path, Exception inner) => new("SnapshotFailed", SnapshotFault.Failed, path, inner);
}
