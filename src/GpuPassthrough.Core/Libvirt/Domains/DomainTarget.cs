namespace GpuPassthrough.Libvirt.Domains;

/// <summary>A domain somebody named, by text or by an object: where it is to be looked for and what is expected there.</summary>
/// <param name="Name">The name; null for a file.</param>
/// <param name="Uuid">The UUID the object had; null for plain text.</param>
/// <param name="Uri">The daemon the object came from; null for plain text and files.</param>
/// <param name="Path">The domain XML file; null for a domain that libvirt keeps.</param>
/// <param name="HostRoot">The root of the host the object came from; null for plain text.</param>
/// <param name="HostId">The id of that host; null for plain text.</param>
public sealed record DomainTarget(string? Name, Guid? Uuid = null, string? Uri = null, string? Path = null, string? HostRoot = null, string? HostId = null)
{
    /// <summary>The name or the file.</summary>
    public override string ToString() => Name ?? Path ?? string.Empty;

    /// <summary>A target for a domain that was read.</summary>
    internal static DomainTarget From(LibvirtDomain domain) => new(domain.Name, domain.Uuid, domain.Uri, domain.Path, domain.HostRoot, domain.HostId);
}
