using System.Text;

namespace GpuPassthrough.Libvirt.Document;

/// <summary>What lies between elements: white space, character data, comments, processing instructions; kept to the byte.</summary>
internal sealed class DomainText(string text) : DomainNode
{
    private const string DataStart = "<![CDATA[";
    private const string DataEnd = "]]>";

    internal string Text { get; set; } = text;

    internal bool IsBlank => Text.AsSpan().IndexOfAnyExcept(" \t\r\n") < 0;

    /// <summary>The character data it stands for; none for comments and instructions.</summary>
    internal string Content =>
        !Text.StartsWith('<') ? XmlText.Unescape(Text)
        : Text.StartsWith(DataStart, StringComparison.Ordinal) ? Text[DataStart.Length..^DataEnd.Length]
        : "";

    internal override void Write(StringBuilder text) => text.Append(Text);
}
