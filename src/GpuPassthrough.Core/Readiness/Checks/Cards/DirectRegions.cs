using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Checks.Cards;

/// <summary>Whether firmware keeps memory mapped for the card: then VFIO refuses it.</summary>
internal sealed class DirectRegions() : CardRule("ReservedRegions", "Documentation/ABI/testing/sysfs-kernel-iommu_groups: reserved_regions")
{
    internal override Finding? Judge(CardScene card)
    {
        if (card.Groups.Count == 0) return Finding.Skip(Messages.Format("ReadyIommuFirst"));
        (IommuGroup Group, ReservedRegion Region)[] regions = [.. card.Groups.SelectMany(group => group.ReservedRegions, (group, region) => (group, region)).Where(pair => pair.region.IsDirect)];
        if (regions.Length > 0) return Finding.Fail(Messages.Format("ReadyRegionsDirect", string.Join(", ", regions.Select(pair => $"{pair.Group.Number}: {pair.Region}"))), Messages.Format("ReadyRegionsRemedy"));
        bool isRelaxed = card.Groups.Any(group => group.ReservedRegions.Any(region => region.Type == "direct-relaxable"));
        string numbers = string.Join(", ", card.Groups.Select(group => group.Number));
        return Finding.Pass(Messages.Format(isRelaxed ? "ReadyRegionsRelaxed" : "ReadyRegionsNone", numbers));
    }
}
