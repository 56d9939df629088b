using System.Management.Automation.Internal;
using System.Text;

namespace GpuPassthrough.Runner;

/// <summary>How many columns of a terminal a text takes: escape sequences none, East Asian wide characters two.</summary>
internal static class CellWidth
{
    public static int Of(string text)
    {
        if (Ascii.IsValid(text) && !text.Contains('\e', StringComparison.Ordinal))
            return text.Length;

        var width = 0;
        foreach (var character in new StringDecorated(text).ToString(System.Management.Automation.OutputRendering.PlainText))
            width += Of(character);
        return width;
    }

    public static int Of(char character) => IsWide(character) ? 2 : 1;

    // The wide blocks of the Basic Multilingual Plane, https://www.unicode.org/reports/tr11/.
    // A surrogate pair counts one for each half, which is right for the wide characters above it.
    private static bool IsWide(char c) => c >= '\u1100'
        && (c <= '\u115f'
            || (c >= '\u2e80' && c <= '\ua4cf' && c != '\u303f')
            || (c >= '\uac00' && c <= '\ud7a3')
            || (c >= '\uf900' && c <= '\ufaff')
            || (c >= '\ufe30' && c <= '\ufe6f')
            || (c >= '\uff01' && c <= '\uff60')
            || (c >= '\uffe0' && c <= '\uffe6'));
}
