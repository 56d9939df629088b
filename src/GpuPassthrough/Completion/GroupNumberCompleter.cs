using System.Globalization;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Completion;

/// <summary>Completes numbers of IOMMU groups; the tooltip shows their endpoints.</summary>
public sealed class GroupNumberCompleter : HostCompleter
{
    private protected override bool IsText => false;

    private protected override IEnumerable<CompletionCandidate> Candidates(HostRoot host) =>
        IommuGroupReader.Read(host, PciInventory.Read(host)).Select(group => new CompletionCandidate(
            group.Number.ToString(CultureInfo.InvariantCulture),
            string.Join("; ", group.Functions.Select(function => $"{function.Address} {function.Name ?? function.Id}"))));
}
