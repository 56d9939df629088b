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
}
