using System.Text.RegularExpressions;

namespace GpuPassthrough.Snapshots.Redaction;

/// <summary>loader.conf(5) and the entries of the Boot Loader Specification: a key, white space, a value.</summary>
internal static partial class LoaderText
{
    private static readonly HashSet<string> SafeKeys = new(StringComparer.Ordinal)
    {
        "title", "version", "sort-key", "linux", "initrd", "efi", "uki", "devicetree", "architecture", "grub_class",
        "default", "timeout", "console-mode", "editor", "auto-entries", "auto-firmware", "auto-reboot", "auto-poweroff", "beep",
        "secure-boot-enroll",
    };

    internal static string Redact(string text, Redactor redactor) =>
        string.Join('\n', text.Split('\n').Select(line => RedactLine(line, redactor)));

    private static string RedactLine(string line, Redactor redactor)
    {
        if (string.IsNullOrWhiteSpace(line)) return string.Empty;
        if (line.TrimStart().StartsWith('#')) return "#";
        Match match = Line().Match(line);
        if (!match.Success) return "# " + redactor.Placeholder(line.Trim());
        string value = match.Groups["value"].Value;
        string kept = match.Groups["key"].Value switch
        {
            "options" => KernelArguments.Redact(value, redactor),
            string key when SafeKeys.Contains(key) => redactor.Scrub(value),
            _ => SafeArguments.IsTrivial(value) ? value : redactor.Placeholder(value),
        };
        return match.Groups["head"].Value + kept;
    }

    [GeneratedRegex(@"^(?<head>[ \t]*(?<key>[A-Za-z_-]+)[ \t]+)(?<value>.*?)[ \t\r]*\z")]
    private static partial Regex Line();
}
