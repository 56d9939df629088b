namespace GpuPassthrough.Host;

/// <summary>A file of the host cannot be written, or must not be.</summary>
public sealed class HostWriteException : PassthroughException
{
    private HostWriteException(string id, string path, Errno error, params object?[] arguments)
        : base(id, [path, .. arguments])
    {
        Path = path;
        Error = error;
    }

    /// <summary>The file or directory.</summary>
    public string Path { get; }

    /// <summary>What the system call answered; None when the module refused by itself.</summary>
    public Errno Error { get; }

    /// <inheritdoc />
    public override object Subject => Path;

    internal static HostWriteException Failed(string path, WriteAction action, Errno error) => error switch
    {
        Errno.AccessDenied or Errno.NotPermitted => new("WriteDenied", path, error, action),
        Errno.ReadOnlyFileSystem => new("WriteReadOnly", path, error),
        Errno.NoSpace or Errno.QuotaExceeded => new("WriteNoSpace", path, error),
        _ => new("WriteFailed", path, error, action, error),
    };

    internal static HostWriteException Unreadable(string path, Errno error) => new("WriteTargetUnreadable", path, error, error);

    internal static HostWriteException Kernel(string path) => new("WriteKernelFile", path, Errno.None);

    internal static HostWriteException OpenToOthers(string path, string directory) => new("WriteParentOpen", path, Errno.None, directory);

    internal static HostWriteException NotRegular(string path) => new("WriteNotRegular", path, Errno.None);

    internal static HostWriteException Changed(string path) => new("WriteTargetChanged", path, Errno.None);

    internal static HostWriteException Links(string path) => new("WriteTooManyLinks", path, Errno.LinkLoop);
}
