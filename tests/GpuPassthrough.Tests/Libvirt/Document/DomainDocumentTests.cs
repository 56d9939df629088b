using System.Text;
using System.Xml.Linq;
using CsCheck;
using GpuPassthrough.Libvirt.Document;
using Xunit;

namespace GpuPassthrough.Tests.Libvirt.Document;

/// <summary>What is not changed stays to the byte; what is no domain is refused with its place.</summary>
public sealed class DomainDocumentTests
{
    private const string Awkward = "<?xml version=\"1.0\"?>\r\n<!-- a > b -->\n<domain\n   type = \"kvm\"  id='7'\t>\r\n\t<name>a&amp;b</name ><x y='>' z=\"'\"/><empty />\n<![CDATA[ </domain> ]]><?pi <a> ?></domain>\n\n<!-- after -->\n";

    [Fact]
    public void What_is_not_changed_stays_to_the_byte() => MadeDomains.All.Sample(text => Assert.Same(text, WrittenBack(text)));

    [Fact]
    public void Odd_handwriting_stays() => Assert.Same(Awkward, WrittenBack(Awkward));

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("iso-8859-1", false)]
    [InlineData("us-ascii", false)]
    public void The_encoding_stays(string name, bool isMarked)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        string text = $"<?xml version='1.0' encoding='{name}'?>\n<domain type='kvm'><name>{(name == "us-ascii" ? "x" : "Ü")}</name></domain>";
        byte[] bytes = [.. isMarked ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
        DomainDocument document = DomainDocument.Parse(bytes, "f.xml");
        Assert.Equal(bytes, document.ToBytes());

        // An outside parser reads the changed bytes: what the encoding lacks is written as a reference.
        byte[] changed = document.Edit(domain => domain.Set("x", "Ω'\"<&\n")).ToBytes();
        Assert.Equal(bytes[..4], changed[..4]);
        Assert.Equal("Ω'\"<&\n", XDocument.Load(new MemoryStream(changed)).Root!.Attribute("x")!.Value);
    }

    [Fact]
    public void Values_are_those_an_XML_parser_reads() => MadeDomains.All.Sample(text =>
    {
        XElement expected = XDocument.Parse(text, LoadOptions.PreserveWhitespace).Root!;
        AssertSame(expected, DomainDocument.Parse(text).Root);
    });

    [Theory]
    [InlineData("<domain type='kvm'>\n  <a/>\n</domain>", "<domain type='kvm'>\n  <a/>\n  <n/>\n</domain>")]
    [InlineData("<domain>\r\n\t<a/>\r\n</domain>", "<domain>\r\n\t<a/>\r\n\t<n/>\r\n</domain>")]
    [InlineData("<domain><a/></domain>", "<domain><a/><n/></domain>")]
    [InlineData("<domain>\n    <a/> <!-- of a -->\n</domain>", "<domain>\n    <a/> <!-- of a -->\n    <n/>\n</domain>")]
    [InlineData("<domain>\n\n  <a/>\n\n</domain>", "<domain>\n\n  <a/>\n  <n/>\n\n</domain>")]
    public void A_new_element_stands_as_its_neighbours_do(string before, string after) =>
        Assert.Equal(after, DomainDocument.Parse(before).Edit(domain => domain.Add("n")).ToString());

    [Theory]
    [InlineData("<domain>\n  <b/>\n</domain>", "<domain>\n  <b>\n    <n/>\n  </b>\n</domain>")]
    [InlineData("<domain>\n\t<b />\n</domain>", "<domain>\n\t<b>\n\t\t<n/>\n\t</b>\n</domain>")]
    [InlineData("<domain>\n   <b></b>\n</domain>", "<domain>\n   <b>\n      <n/></b>\n</domain>")]
    [InlineData("<domain><b/></domain>", "<domain><b><n/></b></domain>")]
    public void The_first_child_is_indented_as_the_document_is(string before, string after) =>
        Assert.Equal(after, DomainDocument.Parse(before).Edit(domain => domain.Find("b")!.Add("n")).ToString());

    [Theory]
    [InlineData("<domain>\n  <a/>\n  <b/>\n</domain>", "<domain>\n  <a/>\n</domain>")]
    [InlineData("<domain>\n  <a/>\n\n  <b/>\n</domain>", "<domain>\n  <a/>\n\n</domain>")]
    [InlineData("<domain>\n  <b/> <!-- why -->\n</domain>", "<domain>\n   <!-- why -->\n</domain>")]
    [InlineData("<domain><a/><b/></domain>", "<domain><a/></domain>")]
    [InlineData("<domain>text <b/>\n</domain>", "<domain>text \n</domain>")]
    public void An_element_goes_with_its_line(string before, string after) =>
        Assert.Equal(after, DomainDocument.Parse(before).Edit(domain => domain.Find("b")!.Remove()).ToString());

    [Fact]
    public void New_attributes_have_the_quotes_of_the_others() =>
        Assert.Equal("<domain a=\"1\" b=\"&quot;'\"/>", DomainDocument.Parse("<domain a=\"1\"/>").Edit(domain => domain.Set("b", "\"'")).ToString());

    [Theory]
    [InlineData("<domain>\n<a></domain>", "DomainNotWellFormed", "line 2")]
    [InlineData("<domain/><domain/>", "DomainNotWellFormed", "line 1")]
    [InlineData("", "DomainNotWellFormed", "line 1")]
    [InlineData("<domain>\n<a x='1' x='2'/></domain>", "DomainNotWellFormed", "line 2")]
    [InlineData("<domain><q:a/></domain>", "DomainNotWellFormed", "line 1")]
    [InlineData("<!DOCTYPE domain [<!ENTITY a SYSTEM 'file:///etc/shadow'>]>\n<domain>&a;</domain>", "DomainDtd", "line 1")]
    [InlineData("<domain>&lol;</domain>", "DomainNotWellFormed", "line 1")]
    [InlineData("<network/>", "DomainNotDomain", "network")]
    [InlineData("<domstatus><domain/></domstatus>", "DomainNotDomain", "domstatus")]
    [InlineData("<domain xmlns='urn:x'/>", "DomainNotDomain", "domain")]
    public void What_is_no_domain_is_refused(string text, string id, string place)
    {
        DomainDocumentException error = Assert.Throws<DomainDocumentException>(() => DomainDocument.Parse(text, "f.xml"));
        Assert.Equal(id, error.ErrorId);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.Contains("f.xml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Huge_and_deep_files_are_refused()
    {
        Assert.Equal("DomainTooLarge", Assert.Throws<DomainDocumentException>(() => DomainDocument.Parse($"<domain>{new string(' ', 5_000_000)}</domain>")).ErrorId);
        string deep = string.Concat(Enumerable.Repeat("<a>", 20_000));
        Assert.Equal("DomainTooDeep", Assert.Throws<DomainDocumentException>(() => DomainDocument.Parse($"<domain>{deep}")).ErrorId);
    }

    [Theory]
    [InlineData("<?xml version='1.0' encoding='klingon'?><domain/>")]
    [InlineData("<?xml version='1.0'?><domain>\u00ff</domain>")]
    public void Bytes_of_another_encoding_are_refused(string text) =>
        Assert.Equal("DomainEncoding", Assert.Throws<DomainDocumentException>(() => DomainDocument.Parse(Encoding.Latin1.GetBytes(text), "f.xml")).ErrorId);

    // Edit answers the document itself when what was written back is the same text.
    private static string WrittenBack(string text) => DomainDocument.Parse(text).Edit(_ => { }).ToString();

    private static void AssertSame(XElement expected, DomainElement actual)
    {
        Assert.Equal(expected.Name.LocalName, actual.Name.Split(':')[^1]);
        Assert.Equal(expected.Attributes().Select(attribute => (attribute.Name.LocalName, attribute.Value)), actual.Attributes.Select(attribute => (attribute.Name.Split(':')[^1], attribute.Value)));
        Assert.Equal(string.Concat(expected.Nodes().OfType<XText>().Select(text => text.Value)).Trim(), actual.Text);
        XElement[] children = [.. expected.Elements()];
        DomainElement[] ours = [.. actual.Elements];
        Assert.Equal(children.Length, ours.Length);
        foreach ((XElement theirs, DomainElement child) in children.Zip(ours)) AssertSame(theirs, child);
    }
}
