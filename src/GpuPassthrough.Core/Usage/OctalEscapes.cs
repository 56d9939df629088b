using System.Text;

namespace GpuPassthrough.Usage;

/// <summary>The kernel writes blanks, line ends and backslashes in names as three octal digits (<c>\040</c>).</summary>
internal static class OctalEscapes
{
    internal static string Decode(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        StringBuilder decoded = new(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            if (IsEscape(text.AsSpan(index)))
            {
                decoded.Append((char)(((text[index + 1] - '0') << 6) | ((text[index + 2] - '0') << 3) | (text[index + 3] - '0')));
                index += 3;
                continue;
            }

            decoded.Append(text[index]);
        }

        return decoded.ToString();
    }

    private static bool IsEscape(ReadOnlySpan<char> text) =>
        text is ['\\', >= '0' and <= '1', >= '0' and <= '7', >= '0' and <= '7', ..];
}
