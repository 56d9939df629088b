using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Completion;

/// <summary>Completes drivers that are bound on the host; the tooltip shows to what.</summary>
public sealed class DriverCompleter : HostCompleter
{
    private protected override IEnumerable<CompletionCandidate> Candidates(HostRoot host) =>
        PciInventory.Read(host).Devices
            .Where(device => device.Driver is not null)
            .GroupBy(device => device.Driver!)
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new CompletionCandidate(same.Key, string.Join(", ", same.Select(device => device.Address))));
}
