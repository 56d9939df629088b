using GpuPassthrough.Libvirt.Client;

namespace GpuPassthrough.Libvirt;

/// <summary>libvirt is not there, refused something, or has no such domain.</summary>
public sealed class LibvirtException : PassthroughException
{
    private LibvirtException(string id, object? subject, LibvirtFailure? failure, params object?[] arguments)
        : base(id, [subject, .. arguments])
    {
        Subject = subject;
        Code = failure?.Code ?? 0;
        Domain = failure?.Domain ?? 0;
        Detail = failure?.Message;
    }

    /// <summary>libvirt's error number (virErrorNumber); 0 when the error is not one of libvirt's.</summary>
    public int Code { get; }

    /// <summary>The part of libvirt that raised it (virErrorDomain); 0 when the error is not one of libvirt's.</summary>
    public int Domain { get; }

    /// <summary>libvirt's own message.</summary>
    public string? Detail { get; }

    /// <inheritdoc />
    public override object? Subject { get; }

    internal static LibvirtException LibraryMissing(string package) => new("LibvirtMissing", LibvirtLibrary.FileName, null, package);

    internal static LibvirtException UriRefused(string uri) => new("LibvirtUriRefused", uri, null);

    /// <summary>What libvirt answered when a connection was opened or used, by kind.</summary>
    internal static LibvirtException Of(string subject, LibvirtFailure failure, DaemonAdvice advice) => failure.Kind switch
    {
        LibvirtFailureKind.Denied => new("LibvirtDenied", subject, failure, failure.Text),
        LibvirtFailureKind.NoDaemon => new("LibvirtNoDaemon", subject, failure, failure.Text, advice.Start),
        LibvirtFailureKind.NoDriver => new("LibvirtNoDriver", subject, failure, failure.Text, advice.Driver),
        LibvirtFailureKind.NoDomain => new("LibvirtDomainGone", subject, failure, failure.Text),
        LibvirtFailureKind.Schema => new("LibvirtSchema", subject, failure, failure.Text),
        LibvirtFailureKind.Exists => new("LibvirtDomainExists", subject, failure, failure.Text),
        LibvirtFailureKind.Unsupported => new("LibvirtUnsupported", subject, failure, failure.Text),
        LibvirtFailureKind.NoKvm => new("LibvirtNoKvm", subject, failure, failure.Text),
        LibvirtFailureKind.Busy => new("LibvirtBusy", subject, failure, failure.Text),
        LibvirtFailureKind.Invalid => new("LibvirtStateInvalid", subject, failure, failure.Text),
        _ => new("LibvirtFailed", subject, failure, failure.Text),
    };

    internal static LibvirtException NotFound(string name, string uri, IReadOnlyList<string> near) =>
        near.Count == 0 ? new("LibvirtDomainNotFoundNone", name, null, uri) : new("LibvirtDomainNotFound", name, null, uri, string.Join(", ", near));

    internal static LibvirtException NoMatch(string pattern, string uri) => new("LibvirtDomainNoMatch", pattern, null, uri);

    internal static LibvirtException NotTaken(string domain, IReadOnlyList<string> missing) => new("LibvirtNotTaken", domain, null, string.Join(", ", missing));

    internal static LibvirtException Running(string domain) => new("LibvirtDomainRunning", domain, null);

    internal static LibvirtException Transient(string domain) => new("LibvirtDomainTransient", domain, null);
}
