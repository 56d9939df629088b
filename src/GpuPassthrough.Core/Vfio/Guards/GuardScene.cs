using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Guards;

/// <summary>What the guards judge by.</summary>
/// <param name="All">All functions of the host.</param>
/// <param name="Taken">The functions that the host is to lose.</param>
/// <param name="Uses">Who uses those functions now.</param>
/// <param name="Groups">The host's IOMMU groups.</param>
/// <param name="Moment">When it loses them.</param>
internal sealed record GuardScene(
    IReadOnlyList<PciDevice> All,
    IReadOnlyList<PciDevice> Taken,
    IReadOnlyDictionary<PciAddress, DeviceUse[]> Uses,
    IReadOnlyList<IommuGroup> Groups,
    GuardMoment Moment)
{
    /// <summary>Functions the host loses anyway, such as those stubbed from the next start on: no display among them remains.</summary>
    internal IReadOnlySet<PciAddress> Lost { get; init; } = new HashSet<PciAddress>();

    internal IEnumerable<PciDevice> Others => All.ExceptBy(Taken.Select(device => device.Address), device => device.Address);

    internal DeviceUse[] UsesOf(PciDevice device) => Uses.TryGetValue(device.Address, out DeviceUse[]? uses) ? uses : [];
}
