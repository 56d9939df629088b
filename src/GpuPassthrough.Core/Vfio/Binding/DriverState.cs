using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Binding;

/// <summary>Which driver a function is on, and which alone may take it.</summary>
/// <param name="Address">The function.</param>
/// <param name="Driver">The driver bound (<c>driver</c> link); null when there is none.</param>
/// <param name="Override">The driver that alone may bind (<c>driver_override</c>); null when any may.</param>
public sealed record DriverState(PciAddress Address, string? Driver, string? Override)
{
    /// <summary>The state in words.</summary>
    public override string ToString()
    {
        string driver = Driver is null ? Messages.Format("DriverStateNone", Address) : Messages.Format("DriverStateOn", Address, Driver);
        return Override is null ? driver : $"{driver} (driver_override {Override})";
    }
}
