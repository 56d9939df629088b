using System.Text;
using GpuPassthrough.Host;

namespace GpuPassthrough.Formats;

/// <summary>Makes text from outside fit for a terminal: control characters escaped, cut to a width.</summary>
internal static class SafeText
{
    internal static string Escape(string? text) => string.IsNullOrEmpty(text) ? string.Empty : SafeLine.Of(text, keepTabs: false);

    /// <summary>Exactly <paramref name="width"/> characters: padded, or cut with an ellipsis.</summary>
    internal static string Fit(string text, int width) => Cut(text, width).PadRight(width);

    internal static string Cut(string text, int width)
    {
        if (text.Length <= width) return text;
        return width <= 0 ? string.Empty : string.Concat(text.AsSpan(0, width - 1), "…");
    }

    /// <summary>Lines of at most <paramref name="width"/> characters, broken at blanks; a word that is longer stays whole.</summary>
    internal static string Wrap(string text, int width)
    {
        StringBuilder lines = new(text.Length + 16);
        int length = 0;
        foreach (string word in text.Split(' '))
        {
            bool isNext = length > 0 && length + 1 + word.Length > width;
            if (lines.Length > 0) lines.Append(isNext ? '\n' : ' ');
            length = isNext || lines.Length == 0 ? word.Length : length + 1 + word.Length;
            lines.Append(word);
        }

        return lines.ToString();
    }
}
