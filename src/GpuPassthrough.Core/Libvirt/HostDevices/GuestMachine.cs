namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>How a machine type lays out its PCI buses.</summary>
internal enum GuestMachine
{
    /// <summary>Not known: libvirt chooses the addresses.</summary>
    Other,

    /// <summary>PCI Express: each card on a root port of its own (q35; virt on Arm and RISC-V).</summary>
    Express,

    /// <summary>One PCI bus with slots (i440fx).</summary>
    Conventional,
}
