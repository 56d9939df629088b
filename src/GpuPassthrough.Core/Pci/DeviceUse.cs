namespace GpuPassthrough.Pci;

/// <summary>One use the host makes of a function now.</summary>
/// <param name="Kind">What kind of use it is.</param>
/// <param name="Resource">What is used: a block device, a network interface, a device node.</param>
/// <param name="Detail">How: the mount point, the route, the process.</param>
public sealed record DeviceUse(DeviceUseKind Kind, string Resource, string Detail)
{
    /// <summary>The use in one line.</summary>
    public override string ToString() => $"{Kind}: {Resource} ({Detail})";
}

/// <summary>Kinds of use a host can make of a PCI function.</summary>
public enum DeviceUseKind
{
    /// <summary>A file system on it is mounted.</summary>
    Mount,

    /// <summary>Swap space lies on it.</summary>
    Swap,

    /// <summary>It is part of a device mapper volume, an md array or a ZFS pool.</summary>
    Storage,

    /// <summary>A network interface of it is up or carries a route.</summary>
    Network,

    /// <summary>A process holds one of its display nodes open.</summary>
    Display,

    /// <summary>A process holds one of its sound nodes open.</summary>
    Sound,

    /// <summary>A process holds its VFIO group or device open: a guest runs with it.</summary>
    Guest,

    /// <summary>A process holds another of its nodes open.</summary>
    Node,
}
