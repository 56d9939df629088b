using System.Text;

namespace GpuPassthrough.Libvirt.Document;

/// <summary>
/// An element of a domain document as it is written. What is not changed is written back to the byte; what is added takes
/// its indentation, line ends and quotes from its neighbours.
/// </summary>
internal sealed class DomainElement : DomainNode
{
    private readonly List<DomainAttribute> _attributes = [];
    private readonly List<DomainNode> _nodes = [];

    internal DomainElement(string name) => Name = name;

    /// <summary>The name as it is written, with its prefix.</summary>
    internal string Name { get; }

    /// <summary>What stands before the <c>></c> or <c>/></c> of the start tag.</summary>
    internal string TagTail { get; set; } = "";

    /// <summary>True for <c>&lt;name/></c>.</summary>
    internal bool IsEmptyTag { get; set; } = true;

    /// <summary>White space after the name in the end tag.</summary>
    internal string EndTail { get; set; } = "";

    internal IReadOnlyList<DomainAttribute> Attributes => _attributes;

    internal IReadOnlyList<DomainNode> Nodes => _nodes;

    internal IEnumerable<DomainElement> Elements => _nodes.OfType<DomainElement>();

    /// <summary>False inside a foreign vocabulary: those elements are never ours, whatever they are called.</summary>
    internal bool IsPlain => !Name.Contains(':', StringComparison.Ordinal) && string.IsNullOrEmpty(Get("xmlns"));

    /// <summary>The character data, references resolved; comments are left out.</summary>
    internal string Text => string.Concat(_nodes.OfType<DomainText>().Select(node => node.Content)).Trim();

    internal string? Get(string attribute) => _attributes.Find(found => found.Name == attribute)?.Value;

    internal DomainElement? Find(string name) => Elements.FirstOrDefault(element => element.Name == name && element.IsPlain);

    internal IEnumerable<DomainElement> FindAll(string name) => Elements.Where(element => element.Name == name && element.IsPlain);

    /// <summary>Goes down one element after the other; null where one is missing.</summary>
    internal DomainElement? Path(params ReadOnlySpan<string> names)
    {
        DomainElement? found = this;
        foreach (string name in names) found = found?.Find(name);
        return found;
    }

    internal void Append(DomainNode node) => Insert(_nodes.Count, node);

    internal void Append(DomainAttribute attribute) => _attributes.Add(attribute);

    internal void Insert(int index, DomainNode node)
    {
        node.Parent = this;
        _nodes.Insert(index, node);
    }

    internal void RemoveAt(int index) => _nodes.RemoveAt(index);

    internal int IndexOf(DomainNode node) => _nodes.IndexOf(node);

    internal void RemoveAttribute(DomainAttribute attribute) => _attributes.Remove(attribute);

    internal override void Write(StringBuilder text)
    {
        text.Append('<').Append(Name);
        foreach (DomainAttribute attribute in _attributes) attribute.Write(text);
        text.Append(TagTail);
        if (IsEmptyTag)
        {
            text.Append("/>");
            return;
        }

        text.Append('>');
        foreach (DomainNode node in _nodes) node.Write(text);
        text.Append("</").Append(Name).Append(EndTail).Append('>');
    }
}
