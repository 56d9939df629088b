using System.Text;
using System.Text.RegularExpressions;

namespace GpuPassthrough.Libvirt.Domains;

/// <summary>The bytes of an XML file as text, and a text as the bytes of that same file: its encoding and byte order mark stay.</summary>
internal sealed partial class DomainText
{
    private readonly Encoding _encoding;
    private readonly byte[] _mark;

    private DomainText(Encoding encoding, byte[] mark, string text)
    {
        _encoding = encoding;
        _mark = mark;
        Text = text;
    }

    internal string Text { get; }

    /// <summary>Reads a file's bytes.</summary>
    /// <exception cref="DomainFileException">Its encoding is not known, or the bytes are none in it.</exception>
    internal static DomainText Decode(string path, byte[] bytes)
    {
        (Encoding encoding, byte[] mark) = Detect(path, bytes);
        try
        {
            DomainText text = new(encoding, mark, encoding.GetString(bytes, mark.Length, bytes.Length - mark.Length));
            return text.Encode(text.Text).AsSpan().SequenceEqual(bytes) ? text : throw DomainFileException.Encoding(path, encoding.WebName);
        }
        catch (ArgumentException)
        {
            throw DomainFileException.Encoding(path, encoding.WebName);
        }
    }

    /// <summary>The bytes of the file when it holds another text.</summary>
    internal byte[] Encode(string text) => [.. _mark, .. _encoding.GetBytes(text)];

    // A byte order mark says it; else the declaration, which is in ASCII then; else it is UTF-8 (XML 1.0, appendix F).
    private static (Encoding Encoding, byte[] Mark) Detect(string path, byte[] bytes)
    {
        Encoding[] marked = [new UTF8Encoding(true, true), new UnicodeEncoding(false, true, true), new UnicodeEncoding(true, true, true)];
        Encoding? found = Array.Find(marked, encoding => bytes.AsSpan().StartsWith(encoding.Preamble));
        if (found is not null) return (found, found.GetPreamble());
        Match declared = Declaration().Match(System.Text.Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 256)));
        return (declared.Success ? ByName(path, declared.Groups["name"].Value) : marked[0], []);
    }

    private static Encoding ByName(string path, string name)
    {
        try
        {
            return System.Text.Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            throw DomainFileException.Encoding(path, name);
        }
    }

    [GeneratedRegex("""^<\?xml\s[^>]*?encoding\s*=\s*["'](?<name>[A-Za-z][A-Za-z0-9._-]*)["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
