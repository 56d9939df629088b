using System.Text;

namespace GpuPassthrough.Libvirt.Document;

/// <summary>An attribute with everything around it: the white space before it, that around the equals sign, the quotes.</summary>
internal sealed class DomainAttribute
{
    internal required string Lead { get; init; }

    internal required string Name { get; init; }

    internal required string Equal { get; init; }

    internal required char Quote { get; init; }

    /// <summary>The value as it is written, with its references.</summary>
    internal required string Raw { get; set; }

    internal string Value
    {
        get => XmlText.Unescape(Raw);
        set => Raw = XmlText.Escape(value, Quote);
    }

    internal void Write(StringBuilder text) => text.Append(Lead).Append(Name).Append(Equal).Append(Quote).Append(Raw).Append(Quote);
}
