using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Completion;

/// <summary>Completes vendors that the host has functions of; the tooltip shows the vendor's name.</summary>
public sealed class VendorCompleter : HostCompleter
{
    private protected override IEnumerable<CompletionCandidate> Candidates(HostRoot host)
    {
        PciInventory inventory = PciInventory.Read(host);
        return inventory.Devices
            .Select(device => device.Facts.Vendor).Distinct()
            .Select(vendor => new CompletionCandidate(HexText.Word(vendor), inventory.Sources.Names.VendorName(vendor) ?? string.Empty))
            .OrderBy(candidate => candidate.Value, StringComparer.Ordinal);
    }
}
