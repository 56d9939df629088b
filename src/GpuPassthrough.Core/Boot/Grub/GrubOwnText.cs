using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Grub;

/// <summary>What of GRUB's defaults is ours: a drop-in, or a line with our mark where there are none.</summary>
internal static class GrubOwnText
{
    private const string Stem = "-gpu-passthrough.cfg";
    private const string Mark = "# GpuPassthrough";
    private const string Head = Mark + ": kernel arguments. Remove-KernelArgument takes them out; without any left this file goes.\n";
    private const int MostNames = 6;

    /// <summary>Names for a drop-in, each sorting later than the one before.</summary>
    internal static IEnumerable<string> DropIns => Enumerable.Range(2, MostNames).Select(count => $"{HostPaths.GrubDefaultsDropIns}/{new string('z', count)}{Stem}");

    internal static bool IsOurs(ShellFile file) => file.Path != HostPaths.GrubDefaults && file.Text.StartsWith(Mark, StringComparison.Ordinal);

    internal static string DropIn(KernelToken token) => $"{Head}{ByHand(token)}\n";

    /// <summary>The line that adds an argument to those there are.</summary>
    internal static string ByHand(KernelToken token) => $"{GrubLine.Default}=\"${GrubLine.Default} {Quoted(token)}\"";

    /// <summary>A file with a line of ours at its end.</summary>
    internal static string WithLine(string text, KernelToken token)
    {
        string line = $"{GrubLine.Default}=\"{Quoted(token)}\" {Mark}";
        return text.Length == 0 || text.EndsWith('\n') ? $"{text}{line}\n" : $"{text}\n{line}";
    }

    /// <summary>A file without what is ours and holds nothing any more; null when nothing is left of a drop-in.</summary>
    internal static string? Tidy(ShellFile file)
    {
        ShellAssignment? empty = file.Assignments.LastOrDefault(assignment => assignment.Name == GrubLine.Default && HoldsNothing(assignment));
        if (empty is null) return file.Text;
        if (IsOurs(file)) return file.Statements.Count == 1 ? null : file.Text;
        (int start, int end) = LineAt(file.Text, empty.Start);
        if (!file.Text[start..end].EndsWith($" {Mark}", StringComparison.Ordinal)) return file.Text;
        return end < file.Text.Length ? file.Text.Remove(start, end + 1 - start) : file.Text[..Math.Max(start - 1, 0)];
    }

    private static bool HoldsNothing(ShellAssignment assignment) =>
        assignment.Value.Text.All(character => character == ShellPart.Placeholder || CommandLineText.IsSpace(character));

    private static (int Start, int End) LineAt(string text, int position)
    {
        int end = text.IndexOf('\n', position);
        return (text.LastIndexOf('\n', position) + 1, end < 0 ? text.Length : end);
    }

    private static string Quoted(KernelToken token) => ShellEditor.Escape(token.Text, ShellQuote.Double);
}
