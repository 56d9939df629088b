namespace GpuPassthrough.Libvirt.Creation;

/// <summary>A domain cannot be made as it was asked for.</summary>
public sealed class NewDomainException : PassthroughException
{
    private NewDomainException(string id, string subject, params object?[] arguments)
        : base(id, [subject, .. arguments]) => Subject = subject;

    /// <inheritdoc />
    public override object Subject { get; }

    internal static NewDomainException DiskMissing(string path) => new("NewDiskMissing", path);

    internal static NewDomainException DiskElsewhere(string path, string hostRoot) => new("NewDiskElsewhere", path, hostRoot);

    internal static NewDomainException Name(string name) => new("NewDomainName", name);

    internal static NewDomainException Memory(long bytes) => new("NewDomainMemory", bytes.ToString(System.Globalization.CultureInfo.InvariantCulture));

    internal static NewDomainException Exists(string domain, IEnumerable<string> differences) => new("NewDomainExists", domain, string.Join(", ", differences));
}
