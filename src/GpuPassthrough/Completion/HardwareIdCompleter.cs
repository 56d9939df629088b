using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Completion;

/// <summary>Completes hardware IDs that the host has; the tooltip shows name and addresses.</summary>
public sealed class HardwareIdCompleter : HostCompleter
{
    private protected override IEnumerable<CompletionCandidate> Candidates(HostRoot host) =>
        PciInventory.Read(host).Devices
            .GroupBy(device => device.Id)
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new CompletionCandidate(same.Key, $"{same.First().Name ?? same.Key} at {string.Join(", ", same.Select(device => device.Address))}"));
}
