using System.Globalization;
using System.Text;

namespace GpuPassthrough.Host;

/// <summary>Makes a line of text from outside fit for a terminal and a log: what is no visible character is written as its number.</summary>
internal static class SafeLine
{
    internal static string Of(string line)
    {
        if (!line.Any(IsUnsafe)) return line;
        StringBuilder safe = new();
        foreach (char character in line)
        {
            if (IsUnsafe(character)) safe.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}");
            else safe.Append(character);
        }

        return safe.ToString();
    }

    private static bool IsUnsafe(char character) =>
        character != '\t' && char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
