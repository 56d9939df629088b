using System.Globalization;
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
        string text = string.Create(CultureInfo.InvariantCulture, $"{Part(address, "domain"):x4}:{Part(address, "bus"):x2}:{Part(address, "slot"):x2}.{Part(address, "function"):x}");
        return PciAddress.TryParse(text, out PciAddress parsed) ? parsed : null;
    }

    // As strtoul(3) reads it without a base: libvirt writes hexadecimal numbers, and takes others.
    private static uint Part(XElement address, string name)
    {
        string text = address.Attribute(name)?.Value.Trim() ?? string.Empty;
        bool isHexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        NumberStyles style = isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return uint.TryParse(isHexadecimal ? text.AsSpan(2) : text, style, CultureInfo.InvariantCulture, out uint number) ? number : 0;
    }
}
