using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Client;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Completion;

/// <summary>Completes names of libvirt's domains; the tooltip shows what each is doing.</summary>
public sealed class DomainCompleter : HostCompleter
{
    private protected override IEnumerable<CompletionCandidate> Candidates(HostRoot host)
    {
        using DomainReader reader = DomainReader.ToLook(host, LibvirtAddress.Of(Given("Uri")));
        return [.. reader.ReadAll(_ => true, out _).Select(domain => new CompletionCandidate(domain.Name, $"{domain.State}, {domain.Uri}, {domain.Uuid}"))];
    }
}
