namespace GpuPassthrough.Host;

/// <summary>What was asked for reaches the hardware, and the host is a tree of files and not the running machine.</summary>
public sealed class HostNotLiveException : PassthroughException
{
    private HostNotLiveException(string id, string subject, string hostRoot)
        : base(id, [subject, hostRoot])
    {
        Subject = subject;
        HostRoot = hostRoot;
    }

    /// <summary>The directory that is the host's root.</summary>
    public string HostRoot { get; }

    /// <inheritdoc />
    public override object Subject { get; }

    /// <summary>Below the root a file of the running machine's kernel showed up.</summary>
    internal static HostNotLiveException KernelFile(string path, string hostRoot) => new("HostFileLive", path, hostRoot);

    /// <summary>The device is not here.</summary>
    internal static HostNotLiveException Device(string address, string hostRoot) => new("HostNotLive", address, hostRoot);

    /// <summary>Its domains are kept by a daemon of a machine that this is not.</summary>
    internal static HostNotLiveException Domains(string uri, string hostRoot) => new("HostDomainsNotLive", uri, hostRoot);
}
