using System.Text;
using System.Text.RegularExpressions;

namespace GpuPassthrough.Snapshots.Redaction;

/// <summary>
/// Kernel command lines: words with white space between them, double quotes around words or values that hold some.
/// Every line counts, as in /etc/kernel/cmdline; a comment loses its text.
/// </summary>
internal static partial class KernelArguments
{
    internal static string Redact(string text, Redactor redactor) =>
        string.Join('\n', text.Split('\n').Select(line => line.TrimStart().StartsWith('#') ? "#" : RedactLine(line, redactor)));

    /// <summary>One parameter of a module, <c>name=value</c> or a name alone.</summary>
    internal static string RedactOption(string module, string option, Redactor redactor) => RedactWord(option, module + ".", redactor);

    /// <summary>Splits at white space outside double quotes; white space comes as words of its own.</summary>
    internal static IEnumerable<string> Words(string line)
    {
        int start = 0;
        bool quoted = false;
        for (int index = 0; index < line.Length; index++)
        {
            bool isBoundary = index > start && !quoted && IsSpace(line[index]) != IsSpace(line[index - 1]);
            if (isBoundary)
            {
                yield return line[start..index];
                start = index;
            }

            if (line[index] == '"') quoted = !quoted;
        }

        if (start < line.Length) yield return line[start..];
    }

    private static bool IsSpace(char character) => character is ' ' or '\t' or '\r';

    private static string RedactLine(string line, Redactor redactor)
    {
        StringBuilder redacted = new();
        bool isForInit = false;
        foreach (string word in Words(line))
        {
            if (string.IsNullOrWhiteSpace(word)) redacted.Append(word);
            else redacted.Append(isForInit ? redactor.Placeholder(word) : RedactWord(word, string.Empty, redactor));
            isForInit |= word == "--";
        }

        return redacted.ToString();
    }

    private static string RedactWord(string word, string module, Redactor redactor)
    {
        bool isQuoted = word.Length > 1 && word[0] == '"' && word[^1] == '"';
        string plain = isQuoted ? word[1..^1] : word;
        string redacted = RedactPlain(plain, module, redactor);
        return isQuoted ? $"\"{redacted}\"" : redacted;
    }

    private static string RedactPlain(string word, string module, Redactor redactor)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return Flag().IsMatch(word) ? ScrubName(word, redactor) : redactor.Placeholder(word);
        string name = word[..equals];
        if (!Name().IsMatch(name)) return redactor.Placeholder(word);
        string value = word[(equals + 1)..];
        bool isQuoted = value.Length > 1 && value[0] == '"' && value[^1] == '"';
        string plain = isQuoted ? value[1..^1] : value;
        string kept = SafeArguments.IsSafe(module + name, plain) && !plain.Contains('"') ? redactor.Scrub(plain) : Hidden(plain, redactor);
        return $"{ScrubName(name, redactor)}={(isQuoted ? $"\"{kept}\"" : kept)}";
    }

    // A path as EFI writes it tells that the firmware started the kernel, so its first character stays.
    private static string Hidden(string value, Redactor redactor) => value.StartsWith('\\') ? "\\" + redactor.Placeholder(value) : redactor.Placeholder(value);

    // Names such as rd.lvm.lv look like host names as a whole.
    private static string ScrubName(string name, Redactor redactor) => string.Join('.', name.Split('.').Select(redactor.Scrub));

    // A flag, also of a module (i915.modeset), what comes before arguments for init (--), a run level, a shell variable, or
    // the backslash before a line's end.
    [GeneratedRegex(@"^(?:[A-Za-z][A-Za-z0-9_-]{0,40}(?:\.[A-Za-z0-9_-]{1,40})?|--|[0-9S]|\\|\$\{?[A-Za-z_][A-Za-z0-9_]*\}?)\z")]
    private static partial Regex Flag();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.-]{0,80}\z")]
    private static partial Regex Name();
}
