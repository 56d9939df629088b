namespace GpuPassthrough.Pci;

/// <summary>
/// An IOMMU group: functions the IOMMU cannot keep apart, so that a guest gets all of them or none
/// (<c>/sys/kernel/iommu_groups/N</c>). The aggregates (Address, Vendor, Device, Id, Class, Driver) hold one element for
/// each function, in the same order; <c>Where-Object Vendor -eq 10de</c> selects the groups in which any element equals.
/// </summary>
public sealed class IommuGroup
{
    private readonly IommuGroupFacts _facts;
    private readonly PciSources _sources;
    private GroupViability? _viability;

    internal IommuGroup(int number, IommuGroupFacts facts, PciDevice[] functions, PciSources sources)
    {
        _facts = facts;
        _sources = sources;
        Number = number;
        Functions = functions;
    }

    /// <summary>The group's number. Numbers have gaps.</summary>
    public int Number { get; }

    /// <summary>The kind of translation now (<c>type</c>): DMA, DMA-FQ, identity, blocked, unmanaged; null when the kernel does not say.</summary>
    public string? Type => _facts.Type;

    /// <summary>All PCI functions of the group, in the order of their addresses.</summary>
    public PciDevice[] Functions { get; }

    /// <summary>The functions that are not bridges: what a guest would be given.</summary>
    public PciDevice[] Endpoints => [.. Functions.Where(function => !function.IsBridge)];

    /// <summary>The functions that are bridges: they stay with the host.</summary>
    public PciDevice[] Bridges => [.. Functions.Where(function => function.IsBridge)];

    /// <summary>Members that are no PCI functions, as Arm hosts have them; by name.</summary>
    public string[] OtherDevices => _facts.OtherDevices;

    /// <summary>Address ranges kept for firmware or interrupts (<c>reserved_regions</c>); a <c>direct</c> one forbids VFIO.</summary>
    public ReservedRegion[] ReservedRegions => _facts.ReservedRegions;

    /// <summary>True when VFIO would hand the group to a guest as it stands now: no member is on a driver of the host.</summary>
    public bool IsViable => Viability.IsViable;

    /// <summary>Why the group is not viable, one sentence each; empty when it is.</summary>
    public string[] ViabilityReasons => [.. Viability.Reasons];

    /// <summary>The addresses of all functions.</summary>
    public string[] Address => [.. Functions.Select(function => function.Address.ToString())];

    /// <summary>The vendors of all functions.</summary>
    public string[] Vendor => [.. Functions.Select(function => function.Vendor)];

    /// <summary>The devices of all functions.</summary>
    public string[] Device => [.. Functions.Select(function => function.Device)];

    /// <summary>The hardware IDs of all functions.</summary>
    public string[] Id => [.. Functions.Select(function => function.Id)];

    /// <summary>The classes of all functions, four digits each.</summary>
    public string[] Class => [.. Functions.Select(function => function.Class)];

    /// <summary>The drivers of all functions; null for a function without one.</summary>
    public string?[] Driver => [.. Functions.Select(function => function.Driver)];

    /// <summary>The directory that is the host's root: <c>/</c> for the running machine.</summary>
    public string HostRoot => _sources.HostRoot;

    /// <summary>Tells the host from others without naming it: a salted hash of its machine id.</summary>
    public string? HostId => _sources.HostId;

    // Worked out when first asked for: the reasons are sentences, and most groups are only counted or filtered.
    private GroupViability Viability => _viability ??= GroupViability.Judge(this, _facts.Members);

    /// <summary>The number, with the addresses of the functions.</summary>
    public override string ToString() => $"{Number}: {string.Join(' ', Address)}";

    internal IommuGroup WithFunctions(PciDevice[] functions) => new(Number, _facts, functions, _sources);
}
