using System.Globalization;
using System.Xml.Linq;
using GpuPassthrough.Changes;

namespace GpuPassthrough.Libvirt.Creation;

/// <summary>
/// Holds a domain that is there against one that is to be made: a command that is run again changes nothing, also when
/// the domain has got its card meanwhile.
/// </summary>
internal static class ExistingDomain
{
    /// <summary>The parameters whose values the domain does not have.</summary>
    internal static IReadOnlyList<string> Differences(string xml, NewDomain wanted)
    {
        if (DomainXml.Parse(xml) is not XElement root) return ["Name"];
        List<string> differences = [];
        void Compare(string parameter, bool isSame)
        {
            if (!isSame) differences.Add(parameter);
        }

        Compare("Memory", root.Element("memory")?.Value.Trim() == wanted.MemoryKiB.ToString(CultureInfo.InvariantCulture));
        Compare("ProcessorCount", root.Element("vcpu")?.Value.Trim() == wanted.Processors.ToString(CultureInfo.InvariantCulture));
        Compare("Disk", Disks(root).Order(StringComparer.Ordinal).SequenceEqual(wanted.Disks.Select(disk => disk.Path).Order(StringComparer.Ordinal)));
        Compare("Network", Network(root) == wanted.Network);
        Compare("SecureBoot", HasSecureBoot(root) == wanted.SecureBoot);
        Compare("Tpm", root.Descendants("tpm").Any() == wanted.Tpm);
        return differences;
    }

    private static IEnumerable<string> Disks(XElement root) =>
        root.Descendants("disk").Where(disk => disk.Attribute("device")?.Value is "disk" or null)
            .Select(disk => disk.Element("source"))
            .Select(source => source?.Attribute("file")?.Value ?? source?.Attribute("dev")?.Value ?? string.Empty);

    private static NewNetwork Network(XElement root)
    {
        XElement? card = root.Descendants("interface").FirstOrDefault();
        string? kind = card?.Attribute("type")?.Value;
        return new NewNetwork(kind, kind is null ? null : card?.Element("source")?.Attribute(kind)?.Value);
    }

    private static bool HasSecureBoot(XElement root) =>
        root.Elements("os").Elements("firmware").Elements("feature").Any(feature => feature.Attribute("name")?.Value == "secure-boot" && feature.Attribute("enabled")?.Value == "yes");
}
