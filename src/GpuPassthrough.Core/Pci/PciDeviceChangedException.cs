namespace GpuPassthrough.Pci;

/// <summary>The address holds another device now than the object that was passed says.</summary>
public sealed class PciDeviceChangedException : PassthroughException
{
    internal PciDeviceChangedException(PciAddress address, HardwareId expected, HardwareId found)
        : base("PciDeviceChanged", [address, expected, found])
    {
        Address = address;
        Expected = expected;
        Found = found;
    }

    /// <summary>The address.</summary>
    public PciAddress Address { get; }

    /// <summary>The hardware ID the object says.</summary>
    public HardwareId Expected { get; }

    /// <summary>The hardware ID the host has there.</summary>
    public HardwareId Found { get; }

    /// <inheritdoc />
    public override object Subject => Address;
}
