namespace GpuPassthrough.Snapshots;

/// <summary>
/// What is recorded of a PCI function's directory (Documentation/ABI/testing/sysfs-bus-pci). Not here: rom, whose content
/// is the card maker's; vpd and serial_number, which tell one card from another; what can only be written.
/// </summary>
internal static class PciAttributes
{
    internal static readonly string[] Plain =
    [
        "vendor", "device", "subsystem_vendor", "subsystem_device", "class", "revision", "irq", "resource", "modalias", "boot_vga",
        "numa_node", "enable", "power_state", "d3cold_allowed", "reset_method", "current_link_speed", "current_link_width",
        "max_link_speed", "max_link_width", "driver_override", "ari_enabled", "sriov_drivers_autoprobe", "sriov_numvfs",
        "sriov_offset", "sriov_stride", "sriov_totalvfs", "sriov_vf_device", "sriov_vf_total_msix",
        "resource0_resize", "resource1_resize", "resource2_resize", "resource3_resize", "resource4_resize", "resource5_resize",
    ];

    internal static readonly string[] Power = ["control", "runtime_status"];

    /// <summary>Directories whose entries are recorded by name only: the nodes that belong to the function.</summary>
    internal static readonly string[] Nodes = ["drm", "sound", "vfio-dev"];

    internal static readonly string[] Uevent = ["DRIVER", "PCI_CLASS", "PCI_ID", "PCI_SUBSYS_ID", "PCI_SLOT_NAME", "MODALIAS"];
}
