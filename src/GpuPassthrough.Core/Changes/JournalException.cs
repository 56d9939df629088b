using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>The journal of changes cannot be trusted or read.</summary>
public sealed class JournalException : PassthroughException
{
    private JournalException(string id, string path, Errno error, params object?[] arguments)
        : base(id, [path, .. arguments])
    {
        JournalPath = path;
        Error = error;
    }

    /// <summary>The file or directory of the journal.</summary>
    public string JournalPath { get; }

    /// <summary>What the system call answered; None when it is the content, the owner or the mode that is wrong.</summary>
    public Errno Error { get; }

    /// <inheritdoc />
    public override object Subject => JournalPath;

    internal static JournalException Malformed(string path, string fault) => new("JournalMalformed", path, Errno.None, fault);

    internal static JournalException PathRefused(string path, string target) => new("JournalPathRefused", path, Errno.None, target);

    internal static JournalException Owner(string path, uint owner, uint expected) => new("JournalForeign", path, Errno.None, owner, expected);

    internal static JournalException Mode(string path, uint mode) => new("JournalOpenToOthers", path, Errno.None, Convert.ToString(mode, 8));

    internal static JournalException Kind(string path) => new("JournalOddFile", path, Errno.None);

    internal static JournalException Denied(string path, Errno error) => new("JournalDenied", path, error, error);
}
