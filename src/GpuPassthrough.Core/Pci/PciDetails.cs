namespace GpuPassthrough.Pci;

/// <summary>What <c>-Detailed</c> adds to a function. Values the kernel does not give are null.</summary>
public sealed record PciDetails
{
    /// <summary>Maker and name of the board, from pci.ids.</summary>
    public string? SubsystemName { get; init; }

    /// <summary>The function's address ranges (<c>resource</c>, lines 0 to 5).</summary>
    public PciBar[] Bars { get; init; } = [];

    /// <summary>Bytes of the window onto the option ROM (<c>resource</c>, line 6); the ROM itself may be smaller. Null without one.</summary>
    public long? RomSize { get; init; }

    /// <summary>True when the ROM window is the copy that firmware left in memory, not the card's own (flag 2 of <c>resource</c> line 6, or address c0000).</summary>
    public bool IsRomShadowed { get; init; }

    /// <summary>Speed and width of the PCI Express link; null when there is none.</summary>
    public PciLink? Link { get; init; }

    /// <summary>How the kernel can reset the function, in the order it tries (<c>reset_method</c>); empty when it cannot; null on kernels that do not say.</summary>
    public string[]? ResetMethods { get; init; }

    /// <summary>D0, D1, D2, D3hot, D3cold or unknown (<c>power_state</c>).</summary>
    public string? PowerState { get; init; }

    /// <summary>The NUMA node (<c>numa_node</c>); null when the firmware names none.</summary>
    public int? NumaNode { get; init; }

    /// <summary>The function's part in SR-IOV.</summary>
    public SriovRole SriovRole { get; init; }

    /// <summary>The physical function of a virtual one (<c>physfn</c> link).</summary>
    public PciAddress? PhysicalFunction { get; init; }

    /// <summary>The virtual functions that are switched on, by address (<c>virtfnN</c> links).</summary>
    public PciAddress[] VirtualFunctions { get; init; } = [];

    /// <summary>How many virtual functions a physical one could have (<c>sriov_totalvfs</c>).</summary>
    public int? MostVirtualFunctions { get; init; }

    /// <summary>BARs whose size can be changed (<c>resourceN_resize</c>).</summary>
    public PciResizableBar[] ResizableBars { get; init; } = [];

    /// <summary>The driver that alone may bind (<c>driver_override</c>); null when any may.</summary>
    public string? DriverOverride { get; init; }

    /// <summary>Bytes of configuration space the kernel let this process read: 64 without privilege, else 256 or 4096; 0 when it was left alone because the function sleeps in D3cold.</summary>
    public int ConfigSize { get; init; }

    /// <summary>Capabilities in configuration space, by name, in the order of their offsets; without privilege the kernel hides them.</summary>
    public PciCapability[] Capabilities { get; init; } = [];

    /// <summary>Who uses the function now: mounts, swap, network routes, open device nodes.</summary>
    public DeviceUse[] UsedBy { get; init; } = [];
}
