using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Binding;

/// <summary>One function that is to change its driver.</summary>
/// <param name="Device">The function.</param>
/// <param name="Old">What it is on now.</param>
/// <param name="Driver">What it is to be on; null lets the kernel choose.</param>
internal sealed record DriverMove(PciDevice Device, DriverState Old, string? Driver)
{
    internal PciAddress Address => Device.Address;

    /// <summary>False when all is so already.</summary>
    internal bool IsNeeded => Driver is null ? Old.Override is not null || Rebinds : Old.Driver != Driver;

    /// <summary>
    /// Whether the driver bound now is taken off. The kernel's choice stands already where a driver of the host is bound
    /// that no override put there.
    /// </summary>
    internal bool Unbinds => Old.Driver is not null && (Driver is null ? Old.Driver == Old.Override || IsStub(Old.Driver) : Old.Driver != Driver);

    /// <summary>Whether the kernel is asked to find a driver.</summary>
    internal bool Rebinds => Unbinds || Old.Driver is null;

    /// <summary>A function set aside for guests stays so at a later probe; for drivers of the host the override has done its work.</summary>
    internal bool KeepsOverride => Driver is not null && IsStub(Driver);

    /// <summary>Whether the host loses a display, a disk or a network interface that it has now.</summary>
    internal bool TakesFromHost =>
        KeepsOverride && Old.Driver is not null && !IsStub(Old.Driver) && (Device.IsDisplay || Device.Facts.Class.Base is 0x01 or 0x02);

    /// <summary>Drivers that hold a function for guests: the vfio family and pci-stub.</summary>
    internal static bool IsStub(string driver) => driver != "pcieport" && GroupViability.LeavesDmaAlone(driver);

    /// <summary>The move in one line.</summary>
    public override string ToString()
    {
        string from = Old.Driver ?? Messages.Format("DriverNone");
        string to = Driver ?? Messages.Format(Rebinds ? "DriverOfKernel" : "DriverOverrideCleared");
        return Messages.Format("DriverMove", Device, SafeLine.Of(Device.Name ?? Device.Id), from, to);
    }
}
