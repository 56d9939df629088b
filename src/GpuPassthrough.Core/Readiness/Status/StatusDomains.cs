using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Client;
using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Libvirt.HostDevices;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Status;

/// <summary>
/// The domains of a host, read once for each daemon. Below a root that is not the running machine's no daemon is asked:
/// there the definitions that its system daemon kept on disk are looked at.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="request">What was asked.</param>
internal sealed class StatusDomains(HostRoot host, StatusRequest request)
{
    private const int MostSuggestions = 5;

    private readonly Dictionary<string, (IReadOnlyList<DomainDefinition> Domains, PassthroughException? Problem)> _kept = new(StringComparer.Ordinal);

    /// <summary>The domains one card is looked at with: those named, else those that hold a function of it, else one entry without a domain.</summary>
    internal IReadOnlyList<StatusDomain> For(IReadOnlyCollection<PciAddress> functions)
    {
        if (request.Domains.Count > 0) return [.. request.Domains.Select(Find)];
        (IReadOnlyList<DomainDefinition> domains, PassthroughException? problem) = Kept(null);
        DomainDefinition[] holders = [.. domains.Where(domain => HostDeviceEntry.All(domain.Document.Root).Exists(entry => functions.Contains(entry.Host)))];
        if (holders.Length > 0) return [.. holders.Select(domain => new StatusDomain(domain.Name, domain))];
        return [new StatusDomain(null, null) { Problem = problem, Others = Names(domains) }];
    }

    /// <summary>The other domains of the daemon that keeps this one; for a file those of the system's daemon.</summary>
    internal IEnumerable<DomainDocument> Neighbours(DomainDefinition domain) => Kept(domain.Uri).Domains.Select(other => other.Document);

    private StatusDomain Find(DomainTarget target)
    {
        string name = target.ToString();
        try
        {
            if (target.Path is string path) return Of(DomainFile.Read(host, path).Definition);
            (IReadOnlyList<DomainDefinition> domains, PassthroughException? problem) = Kept(target.Uri);
            DomainDefinition? found = domains.FirstOrDefault(domain => target.Uuid is Guid uuid ? domain.Uuid == uuid : domain.Name == target.Name);
            return found is null ? new StatusDomain(name, null) { Problem = problem, Others = Names(domains.OrderBy(domain => NameDistance.Of(name, domain.Name))) } : Of(found);
        }
        catch (PassthroughException exception)
        {
            return new StatusDomain(name, null) { Problem = exception };
        }
    }

    private static StatusDomain Of(DomainDefinition domain) => new(domain.Name, domain);

    private static IReadOnlyList<string> Names(IEnumerable<DomainDefinition> domains) => [.. domains.Select(domain => domain.Name).Take(MostSuggestions)];

    private (IReadOnlyList<DomainDefinition> Domains, PassthroughException? Problem) Kept(string? uri)
    {
        string key = uri ?? string.Empty;
        if (!_kept.TryGetValue(key, out (IReadOnlyList<DomainDefinition> Domains, PassthroughException? Problem) kept)) _kept[key] = kept = Read(uri);
        return kept;
    }

    private (IReadOnlyList<DomainDefinition> Domains, PassthroughException? Problem) Read(string? uri)
    {
        try
        {
            string daemon = LibvirtAddress.Of(uri ?? request.Uri);
            if (!host.IsLive && !DomainUri.IsTest(daemon)) return OnDisk(daemon);
            using DomainReader reader = DomainReader.ToLook(host, daemon);
            IReadOnlyList<DomainDefinition> domains = reader.ReadAll(_ => true, out IReadOnlyList<PassthroughException> errors);
            return (domains, errors.Count > 0 ? errors[0] : null);
        }
        catch (PassthroughException exception)
        {
            return ([], exception);
        }
    }

    private (IReadOnlyList<DomainDefinition> Domains, PassthroughException? Problem) OnDisk(string daemon)
    {
        DomainDefinition[] domains = daemon == DomainUri.System ? [.. DefinedFiles.Read(host).Select(Describe).OrderBy(domain => domain.Name, StringComparer.Ordinal)] : [];
        return (domains, domains.Length > 0 ? null : HostNotLiveException.Domains(daemon, host.Path));
    }

    private DomainDefinition Describe(DomainDocument document) => new()
    {
        Name = document.Name,
        Uuid = Guid.TryParse(document.Uuid, out Guid uuid) ? uuid : null,
        Document = document,
        Path = host.Describe($"{HostPaths.DomainDefinitions}/{document.Source}"),
        HostRoot = host.Path,
        HostId = host.Id,
    };
}
