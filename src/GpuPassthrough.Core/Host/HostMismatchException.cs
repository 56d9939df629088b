namespace GpuPassthrough.Host;

/// <summary>Objects in one pipeline belong to different hosts, or to another host than the one asked for.</summary>
public sealed class HostMismatchException : PassthroughException
{
    private HostMismatchException(string id, string subject, string expected, string found)
        : base(id, [subject, expected, found])
    {
        Expected = expected;
        Found = found;
        Subject = subject;
    }

    /// <summary>The host that was expected, as its root directory or id.</summary>
    public string Expected { get; }

    /// <summary>The host the object belongs to, as its root directory or id.</summary>
    public string Found { get; }

    /// <inheritdoc />
    public override object Subject { get; }

    internal static HostMismatchException Roots(string subject, string expected, string found) => new("HostsMixed", subject, expected, found);

    internal static HostMismatchException Foreign(string subject, string expected, string found) => new("HostForeign", subject, expected, found);
}
