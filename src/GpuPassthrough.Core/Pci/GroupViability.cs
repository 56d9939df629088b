namespace GpuPassthrough.Pci;

/// <summary>
/// Whether VFIO would take a group now. Each member must be without a driver or on one that leaves DMA to user space:
/// a vfio driver, pci-stub, or pcieport on bridges (the kernel's <c>driver_managed_dma</c>).
/// </summary>
internal sealed record GroupViability(bool IsViable, IReadOnlyList<string> Reasons)
{
    internal static GroupViability Judge(IommuGroup group, IEnumerable<PciAddress> members)
    {
        List<string> reasons = [];
        foreach (PciDevice function in group.Functions.Where(function => !LeavesDmaAlone(function.Driver)))
        {
            reasons.Add(Messages.Format("GroupMemberBound", function.Address, function.Driver));
        }

        foreach (PciAddress unread in members.Except(group.Functions.Select(function => function.Address)))
        {
            reasons.Add(Messages.Format("GroupMemberUnread", unread));
        }

        foreach (ReservedRegion region in group.ReservedRegions.Where(region => region.IsDirect))
        {
            reasons.Add(Messages.Format("GroupHasDirectRegion", $"0x{region.Start:x}", $"0x{region.End:x}"));
        }

        if (group.OtherDevices.Length > 0) reasons.Add(Messages.Format("GroupHasOtherDevices", string.Join(", ", group.OtherDevices)));
        if (group.Functions.All(function => function.IsBridge)) reasons.Add(Messages.Format("GroupHasNoEndpoint"));
        return new GroupViability(reasons.Count == 0, reasons);
    }

    internal static bool LeavesDmaAlone(string? driver) =>
        driver is null or "pci-stub" or "pcieport" || driver.Contains("vfio", StringComparison.Ordinal);
}
