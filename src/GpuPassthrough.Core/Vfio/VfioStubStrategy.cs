namespace GpuPassthrough.Vfio;

/// <summary>How the kernel is told which functions to leave to vfio-pci.</summary>
public enum VfioStubStrategy
{
    /// <summary>By hardware ID, <c>vfio_pci.ids=10de:1c03</c> on the kernel command line: takes every function with that ID.</summary>
    Id,

    /// <summary>By hardware ID and board, <c>vfio_pci.ids=10de:1c03:19da:2438</c>: tells the same chip on boards of different makers apart.</summary>
    SubsystemId,

    /// <summary>By address, through driver_override in the initramfs: tells identical cards apart. The hardware ID found there is checked, because addresses move.</summary>
    Address,
}
