using GpuPassthrough.Host;

namespace GpuPassthrough.Firmware;

/// <summary>A file cannot be read as an option ROM, or cannot be made one.</summary>
public sealed class GpuRomException : PassthroughException
{
    private GpuRomException(string id, string path, Errno error, params object?[] arguments)
        : base(id, [path, .. arguments])
    {
        Path = path;
        Error = error;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What the system call answered; None when the content is what is wrong.</summary>
    public Errno Error { get; }

    /// <inheritdoc />
    public override object Subject => Path;

    internal static GpuRomException Unreadable(string path, Errno error) => error switch
    {
        Errno.NoEntry or Errno.NotDirectory => new("RomFileNotFound", path, error),
        Errno.AccessDenied or Errno.NotPermitted => new("RomFileDenied", path, error),
        Errno.IsDirectory => new("RomFileNotRegular", path, error),

        // What sysfs answers before a ROM was enabled, and when the card gives none.
        Errno.Invalid or Errno.InputOutput => new("RomFileNotReadable", path, error, error),
        _ => new("RomFileUnreadable", path, error, error),
    };

    internal static GpuRomException NoMatch(string pattern) => new("RomFileNoMatch", pattern, Errno.NoEntry);

    internal static GpuRomException NotRegular(string path) => new("RomFileNotRegular", path, Errno.None);

    internal static GpuRomException TooLarge(string path, long size, long most) => new("RomFileTooLarge", path, Errno.None, size, most);

    internal static GpuRomException NoRom(string path, string reason) => new("RomFileNoRom", path, Errno.None, reason);

    internal static GpuRomException NotRepairable(string path, string reason) => new("RomNotRepairable", path, Errno.None, reason);

    internal static GpuRomException SameFile(string path) => new("RomRepairSameFile", path, Errno.None);

    internal static GpuRomException TwoSources(string path, string other) => new("RomRepairTwoSources", path, Errno.None, other);
}
