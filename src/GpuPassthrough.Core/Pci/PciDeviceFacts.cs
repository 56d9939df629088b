namespace GpuPassthrough.Pci;

/// <summary>What sysfs says of one function, as numbers.</summary>
internal readonly record struct PciDeviceFacts(
    PciAddress Address,
    ushort Vendor,
    ushort Device,
    ushort? SubsystemVendor,
    ushort? SubsystemDevice,
    PciClass Class,
    byte? Revision,
    string? Driver,
    int? IommuGroup,
    bool IsBootVga)
{
    internal HardwareId Id => new(Vendor, Device);
}
