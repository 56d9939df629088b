using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>A device of a domain that is a PCI function of the host.</summary>
/// <param name="Element">The <c>hostdev</c>, or the <c>interface</c> or <c>disk</c> that takes a function too.</param>
/// <param name="Host">The function.</param>
internal sealed record HostDeviceEntry(DomainElement Element, PciAddress Host)
{
    internal PciAddress? Guest => GuestAddress.Of(Element);

    internal bool IsHostDevice => Element.Name == "hostdev";

    /// <summary>The devices of a domain that take functions of the host, in the order of the document.</summary>
    internal static List<HostDeviceEntry> All(DomainElement domain)
    {
        List<HostDeviceEntry> entries = [];
        foreach (DomainElement device in domain.FindAll("devices").SelectMany(devices => devices.Elements))
        {
            if (IsTaking(device) && GuestAddress.Read(device.Find("source")?.Find("address")) is PciAddress address) entries.Add(new HostDeviceEntry(device, address));
        }

        return entries;
    }

    private static bool IsTaking(DomainElement device) => device.IsPlain && (device.Name, device.Get("type")) switch
    {
        ("hostdev", "pci") => true,
        ("interface", "hostdev") => device.Path("source", "address")?.Get("type") is null or "pci",
        ("disk", "nvme") => true,
        _ => false,
    };
}
