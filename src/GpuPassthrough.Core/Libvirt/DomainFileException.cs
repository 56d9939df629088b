using GpuPassthrough.Host;

namespace GpuPassthrough.Libvirt;

/// <summary>A domain XML file cannot be read, is none, or must not be written.</summary>
public sealed class DomainFileException : PassthroughException
{
    private DomainFileException(string id, string path, Errno error, params object?[] arguments)
        : base(id, [path, .. arguments])
    {
        Path = path;
        Error = error;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What the system call answered; None when the content is at fault, or the module refused by itself.</summary>
    public Errno Error { get; }

    /// <inheritdoc />
    public override object Subject => Path;

    internal static DomainFileException Unreadable(string path, Errno error) =>
        error == Errno.NoEntry ? new("DomainFileNotFound", path, error) : new("DomainFileUnreadable", path, error, error);

    internal static DomainFileException NotFile(string path) => new("DomainFileNotFile", path, Errno.None);

    internal static DomainFileException TooLarge(string path, int limit) => new("DomainFileTooLarge", path, Errno.None, limit / 1048576);

    internal static DomainFileException OwnedByLibvirt(string path) => new("DomainFileOfLibvirt", path, Errno.None);

    internal static DomainFileException NoMatch(string path) => new("DomainFileNoMatch", path, Errno.NoEntry);
}
