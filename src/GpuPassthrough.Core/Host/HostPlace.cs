namespace GpuPassthrough.Host;

/// <summary>Where a path of this machine lies on a host.</summary>
internal static class HostPlace
{
    /// <summary>The path below the host's root, without a leading slash; null when it lies elsewhere.</summary>
    internal static string? Below(this HostRoot host, string path)
    {
        string full = Path.GetFullPath(path);
        if (host.Path == "/") return full.TrimStart('/');
        return full.StartsWith(host.Path + "/", StringComparison.Ordinal) ? full[(host.Path.Length + 1)..] : null;
    }

    /// <summary>The same path as the host itself names it; null when it lies elsewhere.</summary>
    internal static string? PathOnHost(this HostRoot host, string path) => host.Below(path) is string below ? "/" + below : null;
}
