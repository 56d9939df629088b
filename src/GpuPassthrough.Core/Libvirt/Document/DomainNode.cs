using System.Text;

namespace GpuPassthrough.Libvirt.Document;

/// <summary>A piece of a domain document: an element, or text that is kept as it is.</summary>
internal abstract class DomainNode
{
    internal DomainElement? Parent { get; set; }

    internal abstract void Write(StringBuilder text);

    /// <summary>The text exactly as it stands in the document.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        Write(text);
        return text.ToString();
    }
}
