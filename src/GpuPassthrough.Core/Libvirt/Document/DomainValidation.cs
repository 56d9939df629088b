using System.Xml;

namespace GpuPassthrough.Libvirt.Document;

/// <summary>Whether a text is a domain document: well-formed, without a DTD, of a sane size, with a domain as its root.</summary>
internal static class DomainValidation
{
    /// <summary>Real documents have tens of kilobytes; libvirt itself refuses messages far below this.</summary>
    internal const int MostCharacters = 4 << 20;

    internal const int MostDepth = 128;

    /// <exception cref="DomainDocumentException">It is not one.</exception>
    internal static void Check(string text, string source)
    {
        if (text.Length > MostCharacters) throw DomainDocumentException.TooLarge(source, MostCharacters);
        using XmlReader reader = XmlReader.Create(new StringReader(text), Settings);
        try
        {
            Read(reader, source);
        }
        catch (XmlException error)
        {
            throw Refusal(error, text, source);
        }
    }

    private static XmlReaderSettings Settings => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostCharacters,
        MaxCharactersFromEntities = 1,
        CheckCharacters = true,
        ConformanceLevel = ConformanceLevel.Document,
        CloseInput = true,
    };

    private static void Read(XmlReader reader, string source)
    {
        reader.MoveToContent();
        if (reader.NodeType == XmlNodeType.Element && (reader.Name != "domain" || reader.NamespaceURI.Length > 0)) throw DomainDocumentException.NotDomain(source, reader.Name);
        while (reader.Read())
        {
            if (reader.Depth > MostDepth) throw DomainDocumentException.TooDeep(source, ((IXmlLineInfo)reader).LineNumber, MostDepth);
        }
    }

    private static DomainDocumentException Refusal(XmlException error, string text, string source)
    {
        int line = Math.Max(error.LineNumber, 1);
        bool isDtd = text.Split('\n').ElementAtOrDefault(line - 1)?.Contains("<!DOCTYPE", StringComparison.Ordinal) == true;
        return isDtd
            ? DomainDocumentException.Dtd(source, line)
            : DomainDocumentException.NotWellFormed(source, line, Math.Max(error.LinePosition, 1), Reason(error));
    }

    // The reader's own sentence ends with the place, which our message has already.
    private static string Reason(XmlException error)
    {
        int place = error.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return (place < 0 ? error.Message : error.Message[..place]).TrimEnd('.');
    }
}
