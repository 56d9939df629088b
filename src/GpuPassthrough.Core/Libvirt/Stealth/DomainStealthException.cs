namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>A method would do nothing in this domain, or cannot be had.</summary>
public sealed class DomainStealthException : PassthroughException
{
    private DomainStealthException(string id, string source, params object?[] arguments)
        : base(id, [source, .. arguments]) => Source = source;

    /// <summary>The domain's name or file.</summary>
    public new string Source { get; }

    /// <inheritdoc />
    public override object Subject => Source;

    internal static DomainStealthException VendorId(string source, string value) => new("StealthVendorId", source, value);

    internal static DomainStealthException VendorIdKnown(string source, string value) => new("StealthVendorIdKnown", source, value);

    internal static DomainStealthException VendorIdUnused(string source, DomainStealthMethod method) => new("StealthVendorIdUnused", source, method);

    internal static DomainStealthException NotKvm(string source, string type) => new("StealthNotKvm", source, type);

    internal static DomainStealthException NotX86(string source, string architecture) => new("StealthNotX86", source, architecture);

    internal static DomainStealthException Overridden(string source) => new("StealthOverridden", source);

    internal static DomainStealthException TooOld(string source, string setting, string program, Version since, Version have) => new("StealthTooOld", source, setting, program, since, have);
}
