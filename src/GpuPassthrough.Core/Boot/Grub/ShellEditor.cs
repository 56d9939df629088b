using System.Text;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Changes;

namespace GpuPassthrough.Boot.Grub;

/// <summary>Changes words inside the value of an assignment, in the quotes they stand in; every other byte of the file stays.</summary>
internal static class ShellEditor
{
    private const string NeedNoEscape = "_./:,+@%=-";

    /// <summary>The file's text with the value changed.</summary>
    /// <param name="file">The file.</param>
    /// <param name="assignment">An assignment in it.</param>
    /// <param name="value">What the value is to be, with the placeholders for expansions where they were.</param>
    internal static string Replace(ShellFile file, ShellAssignment assignment, string value)
    {
        string[] old = [.. CommandLineText.Split(assignment.Value.Text)];
        string[] wanted = [.. CommandLineText.Split(value)];
        StringBuilder text = new();
        int copied = 0;
        int index = 0;
        foreach ((int left, int right, bool replaces) in Steps(old, wanted))
        {
            if (right >= 0 && (left < 0 || replaces)) copied = Insert(file, assignment, text, copied, index, wanted[right], replaces);
            if (left >= 0 && (right < 0 || replaces)) copied = Delete(file, assignment, text, copied, index, old[left].Length);
            if (left >= 0) index += old[left].Length;
        }

        return text.Append(file.Text, copied, file.Text.Length - copied).ToString();
    }

    /// <summary>Text that stands for these characters inside such quotes.</summary>
    internal static string Escape(string text, ShellQuote quote) => string.Concat(text.Select(character => Escape(character, quote)));

    // A word that takes the place of another comes into its quotes.
    private static IEnumerable<(int Left, int Right, bool Replaces)> Steps(string[] old, string[] wanted)
    {
        List<(int Old, int New)> steps = LineDiff.Of(old, wanted);
        for (int index = 0; index < steps.Count; index++)
        {
            (int left, int right) = steps[index];
            (int Old, int New) next = index + 1 < steps.Count ? steps[index + 1] : (0, 0);
            bool replaces = (left < 0 && next.New < 0) || (right < 0 && next.Old < 0);
            yield return replaces ? (Math.Max(left, next.Old), Math.Max(right, next.New), true) : (left, right, false);
            if (replaces) index++;
        }
    }

    private static int Delete(ShellFile file, ShellAssignment assignment, StringBuilder text, int copied, int index, int count)
    {
        foreach (ShellPart part in assignment.Value.Parts.Skip(index).Take(count))
        {
            text.Append(file.Text, copied, part.Start - copied);
            copied = part.End;
        }

        return copied;
    }

    private static int Insert(ShellFile file, ShellAssignment assignment, StringBuilder text, int copied, int index, string added, bool replaces)
    {
        ShellPart? replaced = replaces ? assignment.Value.Parts[index] : null;
        (int position, ShellQuote quote) = replaced is null ? PlaceOf(assignment.Value, index) : (replaced.Start, replaced.Quote);
        text.Append(file.Text, copied, position - copied);
        text.Append(Escape(added, quote));
        return position;
    }

    // Behind the character before it, in the same quotes.
    private static (int Position, ShellQuote Quote) PlaceOf(ShellWord value, int index)
    {
        if (index > 0) return (value.Parts[index - 1].End, value.Parts[index - 1].Quote);
        if (value.Parts.Count > 0) return (value.Parts[0].Start, value.Parts[0].Quote);
        return value.Opened ?? (value.Start, ShellQuote.None);
    }

    private static string Escape(char character, ShellQuote quote) => quote switch
    {
        ShellQuote.Single => character == '\'' ? "'\\''" : character.ToString(),
        ShellQuote.Double => character is '$' or '`' or '"' or '\\' ? $"\\{character}" : character.ToString(),
        _ => char.IsAsciiLetterOrDigit(character) || NeedNoEscape.Contains(character, StringComparison.Ordinal) ? character.ToString() : $"\\{character}",
    };
}
