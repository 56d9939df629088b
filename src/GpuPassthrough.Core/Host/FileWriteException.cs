namespace GpuPassthrough.Host;

/// <summary>A file was not written; what was there before is still there.</summary>
public sealed class FileWriteException : PassthroughException
{
    private FileWriteException(string id, string path, Errno error, params object?[] arguments)
        : base(id, [path, .. arguments])
    {
        Path = path;
        Error = error;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What the system call answered; None when none was made.</summary>
    public Errno Error { get; }

    /// <inheritdoc />
    public override object Subject => Path;

    internal static FileWriteException Exists(string path) => new("FileExists", path, Errno.Exists);

    internal static FileWriteException OpenToOthers(string path, string directory) => new("FileFolderOpen", path, Errno.None, directory);

    internal static FileWriteException Failed(string path, Errno error) => error switch
    {
        Errno.ReadOnlyFileSystem => new("FileReadOnly", path, error),
        Errno.NoSpace => new("FileNoSpace", path, error),
        Errno.AccessDenied or Errno.NotPermitted => new("FileDenied", path, error),
        _ => new("FileNotWritten", path, error, error),
    };
}
