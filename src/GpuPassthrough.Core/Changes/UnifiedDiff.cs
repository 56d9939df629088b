using System.Globalization;
using System.Text;
using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>The difference of two contents as diff -u writes it, made fit to be shown: secrets masked, control characters as numbers.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;
    private const string NoNewline = "\\ No newline at end of file";

    internal static string Of(string path, byte[]? old, byte[]? content)
    {
        if (AtomicFile.Same(old, content)) return string.Empty;
        string head = $"--- {(old is null ? HostPaths.NullDevice : "a/" + path)}\n+++ {(content is null ? HostPaths.NullDevice : "b/" + path)}\n";
        if (IsBinary(old) || IsBinary(content)) return $"{head}Binary contents differ.\n";
        string[] left = Lines(old);
        string[] right = Lines(content);
        StringBuilder text = new(head);
        foreach ((int from, int to) in Hunks(LineDiff.Of(left, right), out List<(int Old, int New)> steps)) Write(text, steps, from, to, left, right);
        return text.ToString();
    }

    private static bool IsBinary(byte[]? content) => content is not null && content.Contains((byte)0);

    // Each line with its end, so that a missing one at the end of the file counts as a difference.
    private static string[] Lines(byte[]? content)
    {
        string text = Encoding.UTF8.GetString(content ?? []);
        string[] lines = text.Split('\n');
        IEnumerable<string> ended = lines.Take(lines.Length - 1).Select(line => line + "\n");
        return [.. lines[^1].Length > 0 ? ended.Append(lines[^1]) : ended];
    }

    private static List<(int From, int To)> Hunks(List<(int Old, int New)> steps, out List<(int Old, int New)> all)
    {
        all = steps;
        List<(int From, int To)> hunks = [];
        for (int index = 0; index < steps.Count; index++)
        {
            if (steps[index].Old >= 0 && steps[index].New >= 0) continue;
            int from = Math.Max(0, index - Context);
            int to = Math.Min(steps.Count, index + 1 + Context);
            if (hunks.Count > 0 && from <= hunks[^1].To) hunks[^1] = (hunks[^1].From, to);
            else hunks.Add((from, to));
        }

        return hunks;
    }

    private static void Write(StringBuilder text, List<(int Old, int New)> steps, int from, int to, string[] left, string[] right)
    {
        int oldStart = steps.Take(from).Count(step => step.Old >= 0);
        int newStart = steps.Take(from).Count(step => step.New >= 0);
        List<(int Old, int New)> hunk = steps[from..to];
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Range(oldStart, hunk.Count(step => step.Old >= 0))} +{Range(newStart, hunk.Count(step => step.New >= 0))} @@\n");
        foreach ((int old, int content) in Ordered(hunk))
        {
            char mark = content < 0 ? '-' : old < 0 ? '+' : ' ';
            Line(text, mark, old >= 0 ? left[old] : right[content]);
        }
    }

    // What goes stands before what comes, as readers know it.
    private static IEnumerable<(int Old, int New)> Ordered(List<(int Old, int New)> hunk)
    {
        List<(int Old, int New)> added = [];
        foreach ((int Old, int New) step in hunk)
        {
            if (step.Old < 0)
            {
                added.Add(step);
                continue;
            }

            if (step.New >= 0)
            {
                foreach ((int Old, int New) line in added) yield return line;
                added.Clear();
            }

            yield return step;
        }

        foreach ((int Old, int New) line in added) yield return line;
    }

    private static string Range(int start, int count) => count switch
    {
        0 => $"{start},0",
        1 => $"{start + 1}",
        _ => $"{start + 1},{count}",
    };

    private static void Line(StringBuilder text, char mark, string line)
    {
        bool isEnded = line.EndsWith('\n');
        text.Append(mark).Append(SafeLine.Of(SecretMask.Apply(isEnded ? line[..^1] : line))).Append('\n');
        if (!isEnded) text.Append(NoNewline).Append('\n');
    }
}
