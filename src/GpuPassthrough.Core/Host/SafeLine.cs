using System.Globalization;
using System.Text;

namespace GpuPassthrough.Host;

/// <summary>Makes a line of text from outside fit for a terminal and a log: what is no visible character is written as its number.</summary>
internal static class SafeLine
{
    /// <param name="line">The text.</param>
    /// <param name="keepTabs">Leave tabs as they are, as the lines of a difference need them.</param>
    internal static string Of(string line, bool keepTabs = true)
    {
        if (!line.Any(character => IsUnsafe(character, keepTabs))) return line;
        StringBuilder safe = new();
        foreach (char character in line)
        {
            if (IsUnsafe(character, keepTabs)) safe.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}");
            else safe.Append(character);
        }

        return safe.ToString();
    }

    // Cc, and Cf such as the marks that reverse the direction of writing.
    private static bool IsUnsafe(char character, bool keepTabs) =>
        !(keepTabs && character == '\t') && char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
