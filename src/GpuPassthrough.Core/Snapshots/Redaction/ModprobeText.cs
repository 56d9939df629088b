using System.Text.RegularExpressions;

namespace GpuPassthrough.Snapshots.Redaction;

/// <summary>
/// modprobe.d(5). What names modules stays; values of options stay where they are safe; commands stay where all they do is
/// load modules or nothing.
/// </summary>
internal static partial class ModprobeText
{
    internal static string Redact(string text, Redactor redactor) =>
        string.Join('\n', text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Select(line => RedactLine(line, redactor)));

    private static string RedactLine(string line, Redactor redactor)
    {
        if (line.StartsWith('#')) return OwnComment().IsMatch(line) ? line : "#";
        string[] words = [.. KernelArguments.Words(line).Where(word => !string.IsNullOrWhiteSpace(word))];
        return words switch
        {
            [] => string.Empty,
            ["alias", var pattern, var module, ..] => $"alias {Pattern(pattern, redactor)} {ModuleListText.Module(module, redactor)}",
            ["blacklist", var module, ..] => $"blacklist {ModuleListText.Module(module, redactor)}",
            ["options", var module, .. var options] => Join("options", ModuleListText.Module(module, redactor), options.Select(option => KernelArguments.RedactOption(module, option, redactor))),
            ["softdep" or "weakdep", var module, .. var others] => Join(words[0], ModuleListText.Module(module, redactor), others.Select(other => Dependency(other, redactor))),
            ["install" or "remove", var module, .. var command] => $"{words[0]} {ModuleListText.Module(module, redactor)} {Command(command, redactor)}",
            _ => "# " + redactor.Placeholder(line.Trim()),
        };
    }

    private static string Join(string verb, string module, IEnumerable<string> rest) => string.Join(' ', rest.Prepend(module).Prepend(verb));

    private static string Pattern(string pattern, Redactor redactor) =>
        PciPattern().IsMatch(pattern) ? pattern : SimplePattern().IsMatch(pattern) ? redactor.Scrub(pattern) : redactor.Placeholder(pattern);

    private static string Dependency(string word, Redactor redactor) => word is "pre:" or "post:" ? word : ModuleListText.Module(word, redactor);

    private static string Command(string[] words, Redactor redactor)
    {
        string command = string.Join(' ', words);
        bool isHarmless = Separator().Split(command).All(part => HarmlessCommand().IsMatch(part));
        return isHarmless ? redactor.Scrub(command) : redactor.Placeholder(command);
    }

    // What this module writes of its own stubs: addresses, IDs and modules.
    [GeneratedRegex(@"^# (?:GpuPassthrough: (?:begin|end)[A-Za-z. ,-]*|stub [0-9a-f:.]+ [0-9a-f:]+ (?:address|id=[0-9a-f:]+) modules=[a-z0-9_,]*)\r?\z")]
    private static partial Regex OwnComment();

    // The long hexadecimal numbers in these are vendors and devices.
    [GeneratedRegex(@"^pci:[A-Za-z0-9*?\[\]!^-]+\z")]
    private static partial Regex PciPattern();

    [GeneratedRegex(@"^[A-Za-z0-9_:*?.,-]+\z")]
    private static partial Regex SimplePattern();

    [GeneratedRegex(@"\s*(?:;|&&|\|\|)\s*")]
    private static partial Regex Separator();

    [GeneratedRegex(@"^(?:(?:/usr)?/s?bin/)?(?:true|false|:|modprobe(?: (?:-{1,2}[a-z-]+|[A-Za-z0-9_-]+|\$CMDLINE_OPTS))*)\z")]
    private static partial Regex HarmlessCommand();
}
