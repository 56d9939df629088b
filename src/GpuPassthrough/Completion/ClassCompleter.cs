using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Completion;

/// <summary>Completes classes that the host has functions of; the tooltip shows the class's name.</summary>
public sealed class ClassCompleter : HostCompleter
{
    private protected override IEnumerable<CompletionCandidate> Candidates(HostRoot host) =>
        PciInventory.Read(host).Devices
            .GroupBy(device => device.Class)
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new CompletionCandidate(same.Key, same.First().ClassName ?? string.Empty));
}
