using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Completion;

/// <summary>Completes devices that the host has; the tooltip shows their names.</summary>
public sealed class DeviceCompleter : HostCompleter
{
    private protected override IEnumerable<CompletionCandidate> Candidates(HostRoot host) =>
        PciInventory.Read(host).Devices
            .GroupBy(device => device.Device)
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new CompletionCandidate(same.Key, string.Join("; ", same.Select(device => device.Name ?? device.Id).Distinct())));
}
