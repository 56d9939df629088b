using System.Text;

namespace GpuPassthrough.Boot.Grub;

/// <summary>
/// The values land in grub.cfg as they are, and there GRUB's own script language reads them: a dollar sign takes a variable,
/// a backslash before it takes that away (<c>memmap=64M\$1G</c>), a semicolon ends the command.
/// </summary>
internal static class GrubScript
{
    private const string Special = "$;&|<>{}#()";

    /// <summary>The text that makes GRUB hand on this value.</summary>
    /// <exception cref="BootConfigurationException">There is none that all versions of GRUB read the same.</exception>
    internal static string Escape(string name, string value)
    {
        bool hasSpace = value.Any(char.IsWhiteSpace);
        bool isRefused = value.Any(character => character is '"' or '\\' or '\'' or '`' || (hasSpace && Special.Contains(character, StringComparison.Ordinal)));
        if (isRefused) throw new BootConfigurationException("GrubValueNotWritable", $"{name}={ByteText.Readable(value)}");
        return string.Concat(value.Select(character => Special.Contains(character, StringComparison.Ordinal) ? $"\\{character}" : character.ToString()));
    }

    /// <summary>What GRUB makes of a word, double quotes kept: it puts them back where there is white space.</summary>
    internal static string Unescape(string word)
    {
        StringBuilder plain = new();
        bool isSingle = false;
        for (int index = 0; index < word.Length; index++)
        {
            if (word[index] == '\'') isSingle = !isSingle;
            else if (word[index] == '\\' && !isSingle && index + 1 < word.Length) plain.Append(word[++index]);
            else plain.Append(word[index]);
        }

        return plain.ToString();
    }
}
