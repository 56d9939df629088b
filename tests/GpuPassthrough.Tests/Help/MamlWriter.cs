using System.Text;
using System.Xml;

namespace GpuPassthrough.Tests.Help;

/// <summary>
/// Makes of the pages the file that Get-Help reads. Code stands in dev:code and everything after it in dev:remarks;
/// only absolute links have an address, because Get-Help takes the first address it finds for the online help.
/// </summary>
internal sealed class MamlWriter : IDisposable
{
    private const string Msh = "http://msh";
    internal const string Maml = "http://schemas.microsoft.com/maml/2004/10";
    internal const string Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    internal const string Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true,
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.None,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    private readonly XmlWriter _xml;

    private MamlWriter(Stream stream) => _xml = XmlWriter.Create(stream, Settings);

    internal static byte[] Write(IEnumerable<HelpPage> pages)
    {
        using MemoryStream stream = new();
        using (MamlWriter writer = new(stream)) writer.WriteItems(pages);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    public void Dispose() => _xml.Dispose();

    private void WriteItems(IEnumerable<HelpPage> pages)
    {
        _xml.WriteStartElement("helpItems", Msh);
        _xml.WriteAttributeString("xmlns", "maml", null, Maml);
        _xml.WriteAttributeString("xmlns", "command", null, Command);
        _xml.WriteAttributeString("xmlns", "dev", null, Dev);
        _xml.WriteAttributeString("schema", "maml");
        foreach (HelpPage page in pages) Element("command", Command, () => WriteCommand(page));
        _xml.WriteEndElement();
    }

    private void WriteCommand(HelpPage page)
    {
        Element("details", Command, () => WriteDetails(page));
        Paragraphs("description", Maml, page.Body["DESCRIPTION"].Paragraphs);
        Element("syntax", Command, () => Each(page.Syntax, syntax => MamlParameters.WriteSyntax(this, page, syntax)));
        Element("parameters", Command, () => Each(page.Parameters, parameter => MamlParameters.Write(this, parameter)));
        Element("inputTypes", Command, () => Each(page.Body["INPUTS"].Sections, type => WriteType("inputType", type)));
        Element("returnValues", Command, () => Each(page.Body["OUTPUTS"].Sections, type => WriteType("returnValue", type)));
        Element("alertSet", Maml, () => Paragraphs("alert", Maml, page.Body["NOTES"].Paragraphs));
        Element("examples", Command, () => Each(page.Examples, WriteExample));
        Element("relatedLinks", Command, () => Each(page.Links, WriteLink));
    }

    private void WriteDetails(HelpPage page)
    {
        string[] words = page.Command.Split('-');
        Text("name", Command, page.Command);
        Paragraphs("description", Maml, page.Body["SYNOPSIS"].Paragraphs);
        Text("verb", Command, words[0]);
        Text("noun", Command, words[1]);
    }

    private void WriteType(string element, PageSection type) => Element(element, Command, () =>
    {
        Element("type", Dev, () => Text("name", Maml, type.Title));
        Paragraphs("description", Maml, type.Paragraphs);
    });

    // Without an empty last paragraph the next title follows at once, and with an indent that does not belong there.
    private void WriteExample(PageExample example) => Element("example", Command, () =>
    {
        string[] output = example.Output is null ? [] : [example.Output];
        Text("title", Maml, $"----- {example.Title} -----");
        Text("code", Dev, example.Code);
        Paragraphs("remarks", Dev, [.. output, .. PlainText.Paragraphs(example.Remarks), ""]);
    });

    private void WriteLink(PageLink link) => Element("navigationLink", Maml, () =>
    {
        Text("linkText", Maml, link.Text);
        Text("uri", Maml, link.Uri);
    });

    internal void Paragraphs(string element, string space, IEnumerable<string> texts) =>
        Element(element, space, () => Each(texts, text => Text("para", Maml, text)));

    internal void Text(string element, string space, string text) => _xml.WriteElementString(element, space, text);

    internal void Content(string text) => _xml.WriteString(text);

    internal void Attribute(string name, string value) => _xml.WriteAttributeString(name, value);

    internal void Element(string element, string space, Action content)
    {
        _xml.WriteStartElement(element, space);
        content();
        _xml.WriteEndElement();
    }

    internal static void Each<T>(IEnumerable<T> items, Action<T> write)
    {
        foreach (T item in items) write(item);
    }
}
