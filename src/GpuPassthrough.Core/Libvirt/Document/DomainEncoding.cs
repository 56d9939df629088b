using System.Text;

namespace GpuPassthrough.Libvirt.Document;

/// <summary>How a document's characters are bytes: its encoding, and whether a byte order mark stands in front.</summary>
internal sealed class DomainEncoding
{
    private static readonly Encoding[] Marked = [new UTF8Encoding(true, true), new UTF32Encoding(false, true, true), new UnicodeEncoding(false, true, true), new UnicodeEncoding(true, true, true)];

    private readonly Encoding _encoding;
    private readonly byte[] _mark;

    private DomainEncoding(Encoding encoding, byte[] mark)
    {
        _encoding = encoding;
        _mark = mark;
    }

    internal static DomainEncoding Utf8 { get; } = new(new UTF8Encoding(false, true), []);

    /// <summary>Tells the encoding by the mark, else by the XML declaration, else UTF-8 (XML 1.0 appendix F).</summary>
    /// <exception cref="NotSupportedException">The encoding declared is not known.</exception>
    /// <exception cref="ArgumentException">The encoding declared is not known.</exception>
    internal static DomainEncoding Of(ReadOnlySpan<byte> bytes)
    {
        foreach (Encoding encoding in Marked)
        {
            if (bytes.StartsWith(encoding.Preamble)) return new DomainEncoding(encoding, encoding.GetPreamble());
        }

        if (bytes.StartsWith("<\0?\0"u8)) return new DomainEncoding(new UnicodeEncoding(false, false, true), []);
        if (bytes.StartsWith("\0<\0?"u8)) return new DomainEncoding(new UnicodeEncoding(true, false, true), []);
        return Declared(bytes) is string name
            ? new DomainEncoding(Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback), [])
            : Utf8;
    }

    /// <exception cref="DecoderFallbackException">The bytes are not of this encoding.</exception>
    internal string Decode(ReadOnlySpan<byte> bytes) => _encoding.GetString(bytes[_mark.Length..]);

    /// <summary>The bytes; a character that the encoding lacks, which only what we wrote can hold, becomes a reference.</summary>
    internal byte[] Encode(string text) => [.. _mark, .. Encoder.GetBytes(text)];

    private Encoding Encoder
    {
        get
        {
            Encoding encoder = (Encoding)_encoding.Clone();
            encoder.EncoderFallback = new CharacterReferenceFallback();
            return encoder;
        }
    }

    private static string? Declared(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("<?xml"u8)) return null;
        int end = bytes.IndexOf("?>"u8);
        string declaration = Encoding.Latin1.GetString(bytes[..Math.Max(end, 0)]);
        int at = declaration.IndexOf("encoding", StringComparison.Ordinal);
        if (at < 0) return null;
        int start = declaration.AsSpan(at).IndexOfAny('"', '\'') + at + 1;
        int stop = start <= at ? -1 : declaration.IndexOf(declaration[start - 1], start);
        return stop < 0 ? null : declaration[start..stop];
    }
}
