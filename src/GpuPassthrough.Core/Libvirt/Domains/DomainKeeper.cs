using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Client;

namespace GpuPassthrough.Libvirt.Domains;

/// <summary>libvirt, as changes and their taking back use it: connections are opened when they are needed, and held until all is done.</summary>
/// <param name="host">The host.</param>
internal sealed class DomainKeeper(HostRoot host) : IDomainKeeper, IDisposable
{
    private readonly Dictionary<string, LibvirtConnection> _connections = new(StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (LibvirtConnection connection in _connections.Values) connection.Dispose();
        _connections.Clear();
    }

    /// <inheritdoc />
    public string? Read(string uri, Guid uuid)
    {
        using LibvirtHandle? domain = Connect(uri).Find(uuid);
        return domain is { IsPersistent: true } ? domain.ReadXml(withSecrets: true) : null;
    }

    /// <inheritdoc />
    public string Define(string uri, Guid uuid, string name, string xml)
    {
        string? before = Read(uri, uuid);
        using LibvirtHandle domain = Connect(uri).Define(name, xml);
        string kept = domain.ReadXml(withSecrets: true);
        DomainComparison comparison = DomainComparison.Of(xml, kept);
        if (comparison.Missing.Count == 0) return kept;
        PutBack(uri, domain, before);
        throw LibvirtException.NotTaken(name, comparison.Missing);
    }

    /// <inheritdoc />
    public void Undefine(string uri, Guid uuid)
    {
        using LibvirtHandle? domain = Connect(uri).Find(uuid);
        if (domain is null) return;
        if (domain.State is not (LibvirtDomainState.Shutoff or LibvirtDomainState.Crashed)) throw LibvirtException.Running(domain.Name);
        domain.Undefine();
    }

    private void PutBack(string uri, LibvirtHandle domain, string? before)
    {
        if (before is null) domain.Undefine();
        else Connect(uri).Define(domain.Name, before).Dispose();
    }

    private LibvirtConnection Connect(string uri)
    {
        if (!_connections.TryGetValue(uri, out LibvirtConnection? connection)) _connections[uri] = connection = LibvirtConnection.Open(host, uri);
        return connection;
    }
}
