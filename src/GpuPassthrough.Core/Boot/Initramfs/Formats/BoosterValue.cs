using System.Text.RegularExpressions;

namespace GpuPassthrough.Boot.Initramfs.Formats;

/// <summary>A line of YAML with a key and a text on the same line: plain, or in quotes without escapes.</summary>
/// <param name="Before">The line up to the text itself, with its opening quote.</param>
/// <param name="Text">The text.</param>
/// <param name="After">What follows: the closing quote, a comment, a carriage return.</param>
internal sealed partial record BoosterValue(string Before, string Text, string After)
{
    /// <summary>The names between the commas, with underscores.</summary>
    internal IEnumerable<string> Names => Text.Split(',').Select(name => name.Trim().Replace('-', '_'));

    /// <summary>Null where it is anything else, or has no text.</summary>
    internal static BoosterValue? Parse(string line)
    {
        Match match = Line().Match(line);
        return match.Success ? new BoosterValue(match.Groups["before"].Value, match.Groups["text"].Value, match.Groups["after"].Value) : null;
    }

    internal string Prepend(string names) => $"{Before}{names}{(Text.Length == 0 ? string.Empty : ",")}{Text}{After}";

    /// <summary>The line without names that were put in front; null when they are not there.</summary>
    internal string? WithoutFront(string names)
    {
        if (!Text.StartsWith(names, StringComparison.Ordinal)) return null;
        string rest = Text[names.Length..];
        return rest.Length == 0 || rest[0] == ',' ? Before + rest.TrimStart(',') + After : null;
    }

    // Plain: nothing that YAML takes for more than a text; in quotes: no escapes and no doubled quote.
    [GeneratedRegex(@"^(?<before>[a-z_]+[ \t]*:[ \t]+)(?<text>[A-Za-z0-9_][A-Za-z0-9_,*-]*)(?<after>[ \t]*\r?|[ \t]+#.*)$|^(?<before>[a-z_]+[ \t]*:[ \t]+"")(?<text>[^""\\]*)(?<after>""[ \t]*\r?|""[ \t]+#.*)$|^(?<before>[a-z_]+[ \t]*:[ \t]+')(?<text>[^']*)(?<after>'[ \t]*\r?|'[ \t]+#.*)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Line();
}
