using System.Globalization;
using System.Text.RegularExpressions;

namespace GpuPassthrough.Snapshots.Redaction;

/// <summary>
/// Replaces what tells one machine, place or person from another. Within one snapshot the same value becomes the same
/// placeholder, so that what belongs together still does.
/// </summary>
internal sealed partial class Redactor
{
    private readonly Dictionary<string, string> _placeholders = new(StringComparer.Ordinal);
    private readonly Regex? _known;

    /// <param name="known">Words that are known to tell: the host's name, its machine id.</param>
    internal Redactor(IEnumerable<string> known)
    {
        string[] words = [.. known.Where(word => word.Length > 2).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(word => word.Length).ThenBy(word => word, StringComparer.Ordinal)];
        if (words.Length == 0) return;
        string any = string.Join('|', words.Select(Regex.Escape));
        _known = new Regex($"(?<![0-9A-Za-z])(?:{any})(?![0-9A-Za-z])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    /// <summary>Stands for a value as a whole.</summary>
    internal string Placeholder(string value)
    {
        if (!_placeholders.TryGetValue(value, out string? placeholder))
        {
            placeholder = "redacted-" + (_placeholders.Count + 1).ToString(CultureInfo.InvariantCulture);
            _placeholders.Add(value, placeholder);
        }

        return placeholder;
    }

    /// <summary>The text with everything in it that looks like an identifier replaced.</summary>
    internal string Scrub(string text)
    {
        string scrubbed = _known?.Replace(text, Replace) ?? text;
        return Identifier().Replace(scrubbed, Replace);
    }

    private string Replace(Match match) => Placeholder(match.Value);

    // In this order: UUIDs (also as systemd escapes them), MAC addresses and serial numbers in pairs, mail addresses, IPv6
    // and IPv4 addresses, host names in full, file system ids of vfat, long hexadecimal numbers, makers' serial numbers.
    [GeneratedRegex(
        """
        (?<![0-9a-z])[0-9a-f]{8}(?:(?:-|_|\\x2d)[0-9a-f]{4}){3}(?:-|_|\\x2d)[0-9a-f]{12}(?![0-9a-z])
        |(?<![0-9a-z])(?:[0-9a-f]{2}[:-]){5,}[0-9a-f]{2}(?![0-9a-z])
        |[0-9a-z._%+-]+@[0-9a-z-]+(?:\.[0-9a-z-]+)+
        |(?<![0-9a-z:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![0-9a-z:])
        |(?<![0-9a-z:])(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?|::[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)(?![0-9a-z:])
        |(?<![0-9a-z.])(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?![0-9a-z]|\.[0-9])
        |(?<![0-9a-z])(?:[0-9a-z](?:[0-9a-z-]*[0-9a-z])?\.)+(?:com|org|net|edu|gov|mil|biz|cloud|xyz|io|eu|uk|de|fr|nl|ch|dk|cz|ru|cn|jp|us|lan|local|localdomain|home|internal|intranet|private|corp|arpa|example|test|invalid)(?![0-9a-z-]|\.[0-9a-z])
        |(?<![0-9a-z])(?:[0-9a-z](?:[0-9a-z-]*[0-9a-z])?\.){2,}(?!gz|xz|so|sh|ko|py|md)[a-z]{2}(?![0-9a-z_-]|\.[0-9a-z])
        |(?<![0-9a-z])[0-9a-f]{4}-[0-9a-f]{4}(?![0-9a-z]|-[0-9a-z])
        |(?<![0-9a-z])(?:0x)?(?=[a-f]*[0-9])[0-9a-f]{12,}(?![0-9a-z])
        |(?-i:(?<![0-9A-Za-z])(?=[0-9]*[A-Z])(?=(?:[A-Z]*[0-9]){3})[0-9A-Z]{10,}(?![0-9A-Za-z]))
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Identifier();
}
