namespace GpuPassthrough.Pci;

/// <summary>What <c>/sys/kernel/iommu_groups/N</c> says of a group.</summary>
internal sealed record IommuGroupFacts(string? Type, ReservedRegion[] ReservedRegions, string[] OtherDevices, PciAddress[] Members);
