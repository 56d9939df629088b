using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Completion;

/// <summary>Completes addresses; the tooltip shows name, class, driver and group. Displays come first.</summary>
public sealed class AddressCompleter : HostCompleter
{
    private protected override IEnumerable<CompletionCandidate> Candidates(HostRoot host) =>
        PciInventory.Read(host).Devices
            .OrderBy(device => device.IsDisplay ? 0 : device.IsBridge ? 2 : 1)
            .Select(device => new CompletionCandidate(device.Address.ToString(), Describe(device)));
}
