using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Client;
using GpuPassthrough.Libvirt.Document;

namespace GpuPassthrough.Libvirt.Domains;

/// <summary>Reads the domains that a daemon keeps.</summary>
internal sealed class DomainReader : IDisposable
{
    private const int MostSuggestions = 3;

    private readonly HostRoot _host;
    private readonly LibvirtConnection _connection;
    private readonly bool _withSecrets;
    private readonly LibvirtVersions _versions;

    private DomainReader(HostRoot host, LibvirtConnection connection, bool withSecrets)
    {
        _host = host;
        _connection = connection;
        _withSecrets = withSecrets;
        _versions = connection.ReadVersions();
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>To look at them: passwords are left out, and more users may do it.</summary>
    internal static DomainReader ToLook(HostRoot host, string uri) => Open(host, uri, withSecrets: false);

    /// <summary>To change them: with passwords, which a definition that is written back must have.</summary>
    internal static DomainReader ToChange(HostRoot host, string uri) => Open(host, uri, withSecrets: true);

    /// <summary>All domains, by name. One that goes away meanwhile is left out; one that cannot be read is an error.</summary>
    internal IReadOnlyList<DomainDefinition> ReadAll(Func<string, bool> isMeant, out IReadOnlyList<PassthroughException> errors)
    {
        List<DomainDefinition> domains = [];
        List<PassthroughException> faults = [];
        foreach (LibvirtHandle handle in _connection.List())
        {
            using LibvirtHandle domain = handle;
            if (!isMeant(domain.Name)) continue;
            try
            {
                domains.Add(Read(domain));
            }
            catch (PassthroughException exception)
            {
                if (exception.ErrorId != "LibvirtDomainGone") faults.Add(exception);
            }
        }

        errors = faults;
        domains.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return domains;
    }

    internal bool Has(string name)
    {
        using LibvirtHandle? domain = _connection.Find(name);
        return domain is not null;
    }

    /// <summary>The domain of a name.</summary>
    /// <exception cref="LibvirtException">There is none.</exception>
    internal DomainDefinition Read(string name)
    {
        using LibvirtHandle? domain = _connection.Find(name);
        return domain is null ? throw LibvirtException.NotFound(name, _connection.Uri, Near(name)) : Read(domain);
    }

    /// <summary>The domain that was named, by its UUID where that is known: a name can have been given to another since.</summary>
    /// <exception cref="LibvirtException">There is none.</exception>
    internal DomainDefinition Read(DomainTarget target)
    {
        if (target.Uuid is not Guid uuid) return Read(target.Name!);
        using LibvirtHandle? domain = _connection.Find(uuid);
        return domain is null ? throw LibvirtException.NotFound(target.ToString(), _connection.Uri, Near(target.ToString())) : Read(domain);
    }

    private static DomainReader Open(HostRoot host, string uri, bool withSecrets)
    {
        LibvirtConnection connection = LibvirtConnection.Open(host, uri, readOnly: !withSecrets);
        try
        {
            return new DomainReader(host, connection, withSecrets);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private DomainDefinition Read(LibvirtHandle domain) => new()
    {
        Name = domain.Name,
        Uuid = domain.Uuid,
        Document = DomainDocument.Parse(domain.ReadXml(_withSecrets), domain.Name),
        Uri = _connection.Uri,
        State = domain.State,
        IsPersistent = domain.IsPersistent,
        HasManagedSave = domain.HasManagedSave,
        Versions = _versions,
        HostRoot = _host.Path,
        HostId = _host.Id,
    };

    private List<string> Near(string name)
    {
        List<string> names = [];
        foreach (LibvirtHandle handle in _connection.List())
        {
            using LibvirtHandle domain = handle;
            names.Add(domain.Name);
        }

        return [.. names.OrderBy(other => NameDistance.Of(name, other)).ThenBy(other => other, StringComparer.Ordinal).Take(MostSuggestions).Select(other => SafeLine.Of(other))];
    }
}
