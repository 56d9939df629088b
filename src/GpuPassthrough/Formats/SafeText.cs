using System.Globalization;
using System.Text;

namespace GpuPassthrough.Formats;

/// <summary>Makes text from outside fit for a terminal: control characters escaped, cut to a width.</summary>
internal static class SafeText
{
    internal static string Escape(string? text)
    {
        if (string.IsNullOrEmpty(text)) return string.Empty;
        if (!text.Any(IsUnsafe)) return text;
        StringBuilder safe = new();
        foreach (char character in text)
        {
            if (IsUnsafe(character)) safe.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}");
            else safe.Append(character);
        }

        return safe.ToString();
    }

    /// <summary>Exactly <paramref name="width"/> characters: padded, or cut with an ellipsis.</summary>
    internal static string Fit(string text, int width) => Cut(text, width).PadRight(width);

    internal static string Cut(string text, int width)
    {
        if (text.Length <= width) return text;
        return width <= 0 ? string.Empty : string.Concat(text.AsSpan(0, width - 1), "…");
    }

    // Cc, and Cf such as the marks that reverse the direction of writing.
    private static bool IsUnsafe(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
