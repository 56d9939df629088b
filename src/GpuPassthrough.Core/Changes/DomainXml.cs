using System.Xml;
using System.Xml.Linq;

namespace GpuPassthrough.Changes;

/// <summary>What has to be known of a domain's XML to record it and to tell whether it was edited.</summary>
internal static class DomainXml
{
    /// <summary>libvirt takes no longer text (VIR_NET_MESSAGE_STRING_MAX, and the same for its XML files).</summary>
    internal const int Longest = 4 * 1024 * 1024;

    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = Longest,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Whether two definitions say the same: apart from the order of attributes, quotes, comments and white space between elements.</summary>
    internal static bool Same(string? left, string? right)
    {
        if (left is null || right is null || left == right) return left == right;
        return Parse(left) is XElement first && Parse(right) is XElement second && XNode.DeepEquals(Plain(first), Plain(second));
    }

    /// <summary>The root element, or null when the text is no well-formed document, has a DTD or is too long.</summary>
    internal static XElement? Parse(string xml)
    {
        if (xml.Length > Longest) return null;
        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader(xml), Strict);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Whether the text is the definition of the domain of this UUID.</summary>
    internal static bool IsDomain(string xml, Guid uuid) =>
        Parse(xml) is { Name.LocalName: "domain" } root && Guid.TryParse(root.Element("uuid")?.Value.Trim(), out Guid found) && found == uuid;

    private static XElement Plain(XElement element) => new(
        element.Name,
        element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).OrderBy(attribute => attribute.Name.ToString(), StringComparer.Ordinal),
        element.HasElements ? element.Elements().Select(Plain) : element.Value);
}
