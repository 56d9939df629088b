using System.Text.RegularExpressions;

namespace GpuPassthrough.Snapshots.Redaction;

/// <summary>Lists of modules, one to a line, some with options: /etc/modules, modules-load.d(5), initramfs-tools' modules.</summary>
internal static partial class ModuleListText
{
    internal static string Redact(string text, Redactor redactor) =>
        string.Join('\n', text.Split('\n').Select(line => RedactLine(line.Trim(), redactor)));

    /// <summary>The name of a module, or a placeholder for what cannot be one.</summary>
    internal static string Module(string word, Redactor redactor) => Name().IsMatch(word) ? redactor.Scrub(word) : redactor.Placeholder(word);

    private static string RedactLine(string line, Redactor redactor)
    {
        if (line.Length == 0) return line;
        if (line[0] is '#' or ';') return "#";
        string[] words = [.. KernelArguments.Words(line).Where(word => !string.IsNullOrWhiteSpace(word))];
        return string.Join(' ', words.Skip(1).Select(option => KernelArguments.RedactOption(words[0], option, redactor)).Prepend(Module(words[0], redactor)));
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Name();
}
