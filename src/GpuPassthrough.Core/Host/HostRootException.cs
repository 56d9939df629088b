namespace GpuPassthrough.Host;

/// <summary>A directory cannot serve as the root of a host.</summary>
public sealed class HostRootException : PassthroughException
{
    internal HostRootException(string path, Errno error)
        : base(error switch
        {
            Errno.NoEntry => "HostRootNotFound",
            Errno.NotDirectory => "HostRootNotDirectory",
            _ => "HostRootUnusable",
        }, [path, error])
    {
        Path = path;
        Error = error;
    }

    /// <summary>The directory, as an absolute path.</summary>
    public string Path { get; }

    /// <summary>What open(2) answered.</summary>
    public Errno Error { get; }

    /// <inheritdoc />
    public override object Subject => Path;
}
