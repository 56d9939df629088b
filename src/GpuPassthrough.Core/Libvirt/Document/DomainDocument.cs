using System.Text;

namespace GpuPassthrough.Libvirt.Document;

/// <summary>
/// The XML of a libvirt domain, never changed: an edit makes another one. Whatever an edit does not touch stays as it is,
/// to the byte: order, white space, comments, quotes, namespaces, elements nobody knows, encoding, line ends.
/// </summary>
internal sealed class DomainDocument : IEquatable<DomainDocument>
{
    private readonly DomainEncoding _encoding;
    private readonly string _text;
    private DomainElement? _root;

    private DomainDocument(string text, DomainEncoding encoding, string source)
    {
        _text = text;
        _encoding = encoding;
        Source = source;
    }

    /// <summary>Where it comes from, for messages: a file or a domain's name.</summary>
    internal string Source { get; }

    /// <summary>The domain's name; empty when there is none.</summary>
    internal string Name => Root.Find("name")?.Text ?? "";

    /// <summary>The domain's UUID, as it is written; null when there is none.</summary>
    internal string? Uuid => Root.Find("uuid")?.Text is { Length: > 0 } uuid ? uuid : null;

    /// <summary>The root, to be read; edit with <see cref="Edit"/>.</summary>
    internal DomainElement Root => _root ??= Scan(_text).OfType<DomainElement>().Single();

    /// <summary>Reads a document that libvirt gave.</summary>
    /// <exception cref="DomainDocumentException">It is not a domain's.</exception>
    internal static DomainDocument Parse(string text, string source = "domain")
    {
        DomainValidation.Check(text, source);
        return new DomainDocument(text, DomainEncoding.Utf8, source);
    }

    /// <summary>Reads a document from a file's bytes.</summary>
    /// <exception cref="DomainDocumentException">It is not a domain's.</exception>
    internal static DomainDocument Parse(ReadOnlySpan<byte> bytes, string source)
    {
        if (bytes.Length > DomainValidation.MostCharacters * 4) throw DomainDocumentException.TooLarge(source, DomainValidation.MostCharacters);
        string text;
        DomainEncoding encoding;
        try
        {
            encoding = DomainEncoding.Of(bytes);
            text = encoding.Decode(bytes);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw DomainDocumentException.Encoding(source, error.Message);
        }

        DomainValidation.Check(text, source);
        return new DomainDocument(text, encoding, source);
    }

    /// <summary>The document with changes made to it; itself when they come to nothing.</summary>
    /// <param name="change">Is given the root of a copy.</param>
    internal DomainDocument Edit(Action<DomainElement> change)
    {
        List<DomainNode> nodes = Scan(_text);
        change(nodes.OfType<DomainElement>().Single());
        StringBuilder text = new(_text.Length + 1024);
        foreach (DomainNode node in nodes) node.Write(text);
        string changed = text.ToString();
        return changed == _text ? this : new DomainDocument(changed, _encoding, Source);
    }

    /// <summary>The one element of that name below another; null when there is none.</summary>
    /// <exception cref="DomainDocumentException">There are several: which one counts is not for us to guess.</exception>
    internal DomainElement? Single(DomainElement parent, string name) =>
        parent.FindAll(name).Skip(1).Any() ? throw DomainDocumentException.Twice(Source, name) : parent.Find(name);

    /// <summary>The bytes, in the encoding it came in.</summary>
    internal byte[] ToBytes() => _encoding.Encode(_text);

    /// <summary>The XML.</summary>
    public override string ToString() => _text;

    public bool Equals(DomainDocument? other) => other is not null && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as DomainDocument);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    private static List<DomainNode> Scan(string text) => new DomainScanner(text).Scan();
}
