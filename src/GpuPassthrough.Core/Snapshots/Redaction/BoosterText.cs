using System.Text.RegularExpressions;

namespace GpuPassthrough.Snapshots.Redaction;

/// <summary>booster.yaml: the values of settled keys stay; below other keys every value becomes a placeholder.</summary>
internal static partial class BoosterText
{
    private static readonly HashSet<string> SafeKeys = new(StringComparer.Ordinal)
    {
        "modules", "modules_force_load", "append_all_modaliases", "compression", "universal", "strip", "mount_timeout",
        "enable_lvm", "enable_mdraid", "enable_zfs", "enable_plymouth", "vconsole",
    };

    internal static string Redact(string text, Redactor redactor)
    {
        bool isSafe = false;
        return string.Join('\n', text.Split('\n').Select(line => RedactLine(line.TrimEnd(), ref isSafe, redactor)));
    }

    private static string RedactLine(string line, ref bool isSafe, Redactor redactor)
    {
        if (line.Length == 0) return line;
        if (line.TrimStart().StartsWith('#')) return "#";
        Match match = Line().Match(line);
        if (!match.Success) return "# " + redactor.Placeholder(line.Trim());
        string key = match.Groups["key"].Value;
        if (key.Length > 0 && !char.IsWhiteSpace(line[0])) isSafe = SafeKeys.Contains(key);
        string value = Comment().Replace(match.Groups["value"].Value, string.Empty);
        string kept = isSafe ? redactor.Scrub(value) : value.Length == 0 || SafeArguments.IsTrivial(value) ? value : redactor.Placeholder(value);
        return match.Groups["head"].Value + kept;
    }

    [GeneratedRegex(@"^(?<head>[ ]*(?:-[ ]+)?(?:(?<key>[A-Za-z_]+):(?:[ ]+|\z))?)(?<value>.*)\z")]
    private static partial Regex Line();

    [GeneratedRegex(@"(?:^|\s+)#.*\z")]
    private static partial Regex Comment();
}
