using GpuPassthrough.Changes;

namespace GpuPassthrough.Libvirt.Client;

/// <summary>Which daemon is meant.</summary>
internal static class LibvirtAddress
{
    private const string Variable = "LIBVIRT_DEFAULT_URI";

    /// <summary>The daemon named, else the one the environment names, else the system's.</summary>
    /// <exception cref="LibvirtException">It is on another machine, or of another kind.</exception>
    internal static string Of(string? given)
    {
        string uri = !string.IsNullOrEmpty(given) ? given : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } fromEnvironment ? fromEnvironment : DomainUri.System;
        return DomainUri.IsAllowed(uri) ? uri : throw LibvirtException.UriRefused(uri);
    }
}
