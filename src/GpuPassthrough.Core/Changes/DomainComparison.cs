using System.Globalization;
using System.Xml.Linq;
using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>
/// Holds what libvirt keeps of a domain against what it was handed. libvirt orders elements in its own way, writes numbers
/// in its own way, and adds addresses, controllers and defaults; all that was handed over has to be there.
/// </summary>
internal sealed class DomainComparison
{
    private readonly List<string> _missing = [];
    private readonly List<string> _added = [];

    private DomainComparison()
    {
    }

    /// <summary>What was handed over and is not there, or is there with another value: places, as element/element/@attribute.</summary>
    internal IReadOnlyList<string> Missing => _missing;

    /// <summary>What is there beyond what was handed over: elements with their attributes, secrets masked.</summary>
    internal IReadOnlyList<string> Added => _added;

    /// <summary>Compares two definitions; a text that is no definition is missing as a whole.</summary>
    internal static DomainComparison Of(string handed, string kept)
    {
        if (DomainXml.Parse(handed) is XElement left && DomainXml.Parse(kept) is XElement right && left.Name == right.Name) return Of(left, right, string.Empty);
        DomainComparison none = new();
        none._missing.Add("domain");
        return none;
    }

    private static DomainComparison Of(XElement handed, XElement kept, string place)
    {
        DomainComparison comparison = new();
        comparison.CompareAttributes(handed, kept, place);
        comparison.CompareText(handed, kept, place);
        List<XElement> others = [.. kept.Elements()];
        foreach (XElement child in handed.Elements()) comparison.CompareChild(child, others, place);
        comparison._added.AddRange(others.Select(other => Join(place, Tag(other))));
        return comparison;
    }

    private void CompareAttributes(XElement handed, XElement kept, string place)
    {
        foreach (XAttribute attribute in Own(handed))
        {
            if (kept.Attribute(attribute.Name) is not XAttribute other || !IsSame(attribute.Value, other.Value)) _missing.Add(Join(place, "@" + attribute.Name.LocalName));
        }

        foreach (XAttribute attribute in Own(kept).Where(attribute => handed.Attribute(attribute.Name) is null)) _added.Add(Join(place, "@" + Text(attribute)));
    }

    private void CompareText(XElement handed, XElement kept, string place)
    {
        if (handed.HasElements) return;
        string text = handed.Value.Trim();
        if (text.Length > 0 && !IsSame(text, kept.HasElements ? string.Empty : kept.Value.Trim())) _missing.Add(place.Length == 0 ? handed.Name.LocalName : place);
        if (text.Length == 0 && !kept.HasElements && kept.Value.Trim().Length > 0) _added.Add(Join(place, "text()"));
    }

    // Of several elements of one name, the one that lacks least and has least beyond.
    private void CompareChild(XElement child, List<XElement> others, string place)
    {
        string below = Join(place, child.Name.LocalName);
        (XElement Other, DomainComparison Result)? best = null;
        foreach (XElement other in others.Where(other => other.Name == child.Name))
        {
            DomainComparison result = Of(child, other, below);
            if (best is null || Cost(result) < Cost(best.Value.Result)) best = (other, result);
            if (Cost(result) == 0) break;
        }

        if (best is not var (found, comparison))
        {
            _missing.Add(below);
            return;
        }

        others.Remove(found);
        _missing.AddRange(comparison._missing);
        _added.AddRange(comparison._added);
    }

    private static long Cost(DomainComparison comparison) => ((long)comparison._missing.Count << 32) + comparison._added.Count;

    // 0x01 and 1 are one number, and a UUID may be written in capitals.
    private static bool IsSame(string left, string right) =>
        left == right
        || (Number(left) is ulong number && Number(right) == number)
        || (Guid.TryParse(left, out Guid uuid) && Guid.TryParse(right, out Guid other) && uuid == other);

    private static ulong? Number(string text)
    {
        bool isHexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        NumberStyles style = isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return ulong.TryParse(isHexadecimal ? text.AsSpan(2) : text, style, CultureInfo.InvariantCulture, out ulong number) ? number : null;
    }

    private static string Tag(XElement element) => $"<{string.Join(' ', Own(element).Select(Text).Prepend(element.Name.LocalName))}>";

    private static string Text(XAttribute attribute) => SafeLine.Of(SecretMask.Apply($"{attribute.Name.LocalName}='{attribute.Value}'"));

    private static IEnumerable<XAttribute> Own(XElement element) => element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration);

    private static string Join(string place, string name) => place.Length == 0 ? name : $"{place}/{name}";
}
