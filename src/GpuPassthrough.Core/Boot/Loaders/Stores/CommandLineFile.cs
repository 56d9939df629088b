using GpuPassthrough.Boot.CommandLine;

namespace GpuPassthrough.Boot.Loaders.Stores;

/// <summary>A file that holds a kernel command line, as text: lines that begin with <c>#</c> are comments, and all others are one command line.</summary>
internal sealed class CommandLineFile
{
    private readonly string _text;
    private readonly int _start;
    private readonly int _end;

    private CommandLineFile(string text, int start, int end)
    {
        _text = text;
        _start = start;
        _end = end;
        Line = KernelCommandLine.Parse(text[start..end]);
    }

    internal KernelCommandLine Line { get; }

    /// <summary>The arguments with the numbers of the lines they stand in.</summary>
    internal IEnumerable<(KernelToken Token, int Number)> Arguments =>
        Line.Tokens.Select((token, index) => (token, _text.AsSpan(0, _start + Line.Start(index)).Count('\n') + 1));

    /// <summary>Takes a file apart; null when a comment stands between arguments, so that they are not one stretch of text.</summary>
    /// <param name="text">The file.</param>
    /// <param name="firstLineOnly">Its reader takes the first line, whatever it is, and no other.</param>
    internal static CommandLineFile? Parse(string text, bool firstLineOnly)
    {
        (int Start, int End)[] lines = [.. firstLineOnly ? Lines(text).Take(1) : Lines(text).Where(line => !IsComment(text, line) && !text.AsSpan(line.Start, line.End - line.Start).IsWhiteSpace())];
        if (lines.Length == 0) return new CommandLineFile(text, text.Length, text.Length);
        (int start, int end) = (lines[0].Start, lines[^1].End);
        bool isMixed = !firstLineOnly && Lines(text).Any(line => line.Start > start && line.End < end && IsComment(text, line));
        return isMixed ? null : new CommandLineFile(text, start, Trim(text, start, end));
    }

    /// <summary>The file with another command line in place of this one; every other byte stays.</summary>
    internal string With(KernelCommandLine line)
    {
        string words = line.ToString();
        if (_start < _text.Length || words.Length == 0) return _text[.._start] + words + _text[_end..];
        string before = _text.Length > 0 && !_text.EndsWith('\n') ? _text + "\n" : _text;
        return before + words + "\n";
    }

    private static IEnumerable<(int Start, int End)> Lines(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            yield return (start, end);
            start = end + 1;
        }
    }

    private static bool IsComment(string text, (int Start, int End) line) => text.AsSpan(line.Start, line.End - line.Start).TrimStart().StartsWith("#");

    private static int Trim(string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return end;
    }
}
