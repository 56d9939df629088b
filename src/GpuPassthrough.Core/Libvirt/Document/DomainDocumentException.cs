namespace GpuPassthrough.Libvirt.Document;

/// <summary>A text is not a domain document that can be edited.</summary>
public sealed class DomainDocumentException : PassthroughException
{
    private DomainDocumentException(string id, string source, params object?[] arguments)
        : base(id, [source, .. arguments]) => Source = source;

    /// <summary>The file, or the name of the domain.</summary>
    public new string Source { get; }

    /// <inheritdoc />
    public override object Subject => Source;

    internal static DomainDocumentException NotWellFormed(string source, int line, int column, string reason) => new("DomainNotWellFormed", source, line, column, reason);

    internal static DomainDocumentException Dtd(string source, int line) => new("DomainDtd", source, line);

    internal static DomainDocumentException NotDomain(string source, string root) => new("DomainNotDomain", source, root);

    internal static DomainDocumentException TooLarge(string source, long most) => new("DomainTooLarge", source, most);

    internal static DomainDocumentException TooDeep(string source, int line, int most) => new("DomainTooDeep", source, line, most);

    internal static DomainDocumentException Encoding(string source, string reason) => new("DomainEncoding", source, reason);

    internal static DomainDocumentException Twice(string source, string element) => new("DomainTwice", source, element);
}
