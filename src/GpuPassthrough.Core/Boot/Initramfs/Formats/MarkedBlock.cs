namespace GpuPassthrough.Boot.Initramfs.Formats;

/// <summary>
/// Lines of ours in a file of the user's, between two comment lines. Putting them in and taking them out again gives
/// the bytes there were before; the first comment says what else was changed for it.
/// </summary>
internal static class MarkedBlock
{
    private const string Begin = "# BEGIN GpuPassthrough";
    private const string End = "# END GpuPassthrough";
    private const string InNewFile = " (in a new file)";
    private const string AfterBreak = " (after a line break of its own)";

    /// <summary>The lines that are in it; none when there is no block.</summary>
    /// <exception cref="FormatException">The block has no end, or no beginning; the message is the line's number.</exception>
    internal static IReadOnlyList<string> Read(string? text) => Find(text) is (int first, int last) ? Lines(text!)[(first + 1)..last] : [];

    /// <summary>The text with a block of these lines at its end, and without one where there are none.</summary>
    /// <exception cref="FormatException">As for <see cref="Read"/>.</exception>
    internal static string? With(string? text, IReadOnlyList<string> lines)
    {
        string? rest = Without(text);
        if (lines.Count == 0) return rest;
        bool isOpen = rest is { Length: > 0 } && rest[^1] != '\n';
        string begin = Begin + (rest is null ? InNewFile : isOpen ? AfterBreak : string.Empty);
        return $"{rest}{(isOpen ? "\n" : string.Empty)}{string.Join('\n', [begin, .. lines, End])}\n";
    }

    /// <summary>The text without the block; null when nothing else was ever in the file.</summary>
    /// <exception cref="FormatException">As for <see cref="Read"/>.</exception>
    internal static string? Without(string? text)
    {
        if (Find(text) is not (int first, int last)) return text;
        string[] lines = Lines(text!);
        string before = string.Concat(lines[..first].Select(line => line + "\n"));
        string after = string.Join('\n', lines[(last + 1)..]);
        string begin = lines[first].TrimEnd('\r');
        if (begin.EndsWith(AfterBreak, StringComparison.Ordinal) && after.Length == 0) return before[..^1];
        return begin.EndsWith(InNewFile, StringComparison.Ordinal) && before.Length + after.Length == 0 ? null : before + after;
    }

    private static (int First, int Last)? Find(string? text)
    {
        if (text is null) return null;
        string[] lines = Lines(text);
        int first = Array.FindIndex(lines, line => line.StartsWith(Begin, StringComparison.Ordinal));
        int last = Array.FindIndex(lines, line => line.TrimEnd('\r') == End);
        if (first < 0 && last < 0) return null;
        return first >= 0 && last > first ? (first, last) : throw new FormatException($"{Math.Max(first, last) + 1}");
    }

    private static string[] Lines(string text) => text.Split('\n');
}
