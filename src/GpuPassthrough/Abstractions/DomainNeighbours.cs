using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Abstractions;

/// <summary>The other domains of a host: those of the daemons concerned; for files those that the host's libvirt keeps.</summary>
internal static class DomainNeighbours
{
    internal static IReadOnlyList<DomainDocument> Read(HostRoot host, IEnumerable<DomainDefinition> domains)
    {
        List<DomainDocument> found = [];
        foreach (string? uri in domains.Select(domain => domain.Uri).Distinct())
        {
            if (uri is null) found.AddRange(DefinedFiles.Read(host));
            else found.AddRange(Kept(host, uri));
        }

        return found;
    }

    private static IEnumerable<DomainDocument> Kept(HostRoot host, string uri)
    {
        using DomainReader reader = DomainReader.ToLook(host, uri);
        return reader.ReadAll(_ => true, out _).Select(domain => domain.Document);
    }
}
