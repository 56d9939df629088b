using System.Text.RegularExpressions;

namespace GpuPassthrough.Snapshots.Redaction;

/// <summary>How a kernel was built (boot/config-*): choices and numbers stay; of texts only the built-in command line, word by word.</summary>
internal static partial class KernelConfigurationText
{
    private const string CommandLine = "CONFIG_CMDLINE=\"";

    internal static string Redact(string text, Redactor redactor) =>
        string.Concat(text.Split('\n').Select(line => RedactLine(line.TrimEnd(), redactor)).OfType<string>().Select(line => line + "\n"));

    private static string? RedactLine(string line, Redactor redactor)
    {
        if (Choice().IsMatch(line)) return line;
        bool isCommandLine = line.StartsWith(CommandLine, StringComparison.Ordinal) && line.Length > CommandLine.Length && line[^1] == '"';
        return isCommandLine ? $"{CommandLine}{KernelArguments.Redact(line[CommandLine.Length..^1], redactor)}\"" : null;
    }

    [GeneratedRegex(@"^(?:CONFIG_[A-Za-z0-9_]+=(?:[ymn]|-?[0-9]{1,10}|0x[0-9A-Fa-f]{1,16})|# CONFIG_[A-Za-z0-9_]+ is not set)\z")]
    private static partial Regex Choice();
}
