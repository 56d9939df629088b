namespace GpuPassthrough.Vfio.Guards;

/// <summary>What keeps the module from taking a function away from the host. Each is overruled by its name (-Allow), one by one.</summary>
public enum PassthroughGuard
{
    /// <summary>No display would remain that the host can use.</summary>
    OnlyDisplay,

    /// <summary>A mounted file system, swap space, or a part of a volume, array or pool lies on it.</summary>
    HostDisk,

    /// <summary>It carries the host's network: the default route; when it is taken away live, any route.</summary>
    HostNetwork,

    /// <summary>A running guest has it; when it is taken away live, also: a process holds one of its nodes open, or the console is on it.</summary>
    InUse,

    /// <summary>Another function, which was not selected, has the same hardware ID.</summary>
    SharedId,

    /// <summary>Firmware keeps a memory region for the group (type <c>direct</c> in <c>reserved_regions</c>): VFIO refuses it.</summary>
    ReservedRegion,
}
