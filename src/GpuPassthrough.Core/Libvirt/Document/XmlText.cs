using System.Globalization;
using System.Text;

namespace GpuPassthrough.Libvirt.Document;

/// <summary>References in XML text. Without a DTD there are the five names and the numbers.</summary>
internal static class XmlText
{
    internal static string Escape(string value, char quote)
    {
        StringBuilder text = new(value.Length);
        foreach (char character in value)
        {
            _ = character switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '\'' when quote == '\'' => text.Append("&apos;"),
                '"' when quote == '"' => text.Append("&quot;"),
                '\t' or '\n' or '\r' => text.Append(CultureInfo.InvariantCulture, $"&#{(int)character};"),
                _ => text.Append(character),
            };
        }

        return text.ToString();
    }

    /// <summary>The value of an attribute as XML 1.0 section 3.3.3 makes it: references resolved, white space as spaces.</summary>
    internal static string Unescape(string raw)
    {
        if (raw.AsSpan().IndexOfAny("&\t\r\n") < 0) return raw;
        StringBuilder text = new(raw.Length);
        string lines = raw.Replace("\r\n", "\n", StringComparison.Ordinal);
        for (int index = 0; index < lines.Length; index++)
        {
            char character = lines[index];
            if (character != '&')
            {
                text.Append(char.IsWhiteSpace(character) && character < ' ' ? ' ' : character);
                continue;
            }

            int end = lines.IndexOf(';', index);
            text.Append(Resolve(lines[(index + 1)..end]));
            index = end;
        }

        return text.ToString();
    }

    private static string Resolve(string name) => name switch
    {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ when name.StartsWith("#x", StringComparison.Ordinal) => char.ConvertFromUtf32(int.Parse(name.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)),
        _ => char.ConvertFromUtf32(int.Parse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture)),
    };
}
