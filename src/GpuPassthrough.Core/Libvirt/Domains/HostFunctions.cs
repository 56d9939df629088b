using System.Xml.Linq;
using GpuPassthrough.Changes;
using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Libvirt.Domains;

/// <summary>The host's PCI functions that a domain takes: its hostdev elements.</summary>
internal static class HostFunctions
{
    internal static IEnumerable<PciAddress> Of(DomainDocument document) =>
        (DomainXml.Parse(document.ToString())?.Element("devices")?.Elements("hostdev") ?? [])
            .Where(device => device.Attribute("type")?.Value == "pci")
            .Select(device => device.Element("source")?.Element("address"))
            .Select(Parse)
            .OfType<PciAddress>();

    private static PciAddress? Parse(XElement? address)
    {
        if (address is null) return null;
        string Part(string name) => (address.Attribute(name)?.Value ?? "0").Replace("0x", string.Empty, StringComparison.OrdinalIgnoreCase);
        string text = $"{Part("domain").PadLeft(4, '0')}:{Part("bus").PadLeft(2, '0')}:{Part("slot").PadLeft(2, '0')}.{Part("function")}";
        return PciAddress.TryParse(text, out PciAddress parsed) ? parsed : null;
    }
}
