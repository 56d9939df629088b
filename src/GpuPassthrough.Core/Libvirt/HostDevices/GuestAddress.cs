using System.Globalization;
using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>PCI addresses in a domain's document, and how they are written there.</summary>
internal static class GuestAddress
{
    private const string Name = "address";

    /// <summary>The address of an <c>address</c> element; null when it holds none that PCI can have. What it leaves out is 0.</summary>
    internal static PciAddress? Read(DomainElement? address)
    {
        if (address is null) return null;
        uint? domain = Part(address, "domain");
        uint? bus = Part(address, "bus");
        uint? slot = Part(address, "slot");
        uint? function = Part(address, "function");
        return bus <= byte.MaxValue && slot <= 31 && function <= 7 && domain is uint number
            ? new PciAddress(number, (byte)bus.Value, (byte)slot.Value, (byte)function.Value)
            : null;
    }

    /// <summary>The <c>address</c> element of a device by which the guest finds it on PCI; null when libvirt is to choose.</summary>
    internal static DomainElement? ElementOf(DomainElement device) => device.Find(Name) is DomainElement address && address.Get("type") == "pci" ? address : null;

    /// <summary>Where the guest finds a device.</summary>
    internal static PciAddress? Of(DomainElement device) => Read(ElementOf(device));

    /// <summary>Writes the four parts as libvirt does.</summary>
    internal static void Write(DomainElement address, PciAddress value)
    {
        address.Set("domain", string.Create(CultureInfo.InvariantCulture, $"0x{value.Domain:x4}"));
        address.Set("bus", string.Create(CultureInfo.InvariantCulture, $"0x{value.Bus:x2}"));
        address.Set("slot", string.Create(CultureInfo.InvariantCulture, $"0x{value.Device:x2}"));
        address.Set("function", string.Create(CultureInfo.InvariantCulture, $"0x{value.Function:x}"));
    }

    private static uint? Part(DomainElement address, string name) => address.Get(name) is string text ? LibvirtNumber.Read(text) : 0;
}
