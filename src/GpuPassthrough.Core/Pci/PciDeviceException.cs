using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>One function of the host cannot be read; the others can.</summary>
public sealed class PciDeviceException : PassthroughException
{
    private PciDeviceException(string id, string address, string path, Errno error, params object?[] arguments)
        : base(id, [address, path, .. arguments])
    {
        Address = address;
        Path = path;
        Error = error;
    }

    /// <summary>The name of the function's directory, its address.</summary>
    public string Address { get; }

    /// <summary>The file or link that failed.</summary>
    public string Path { get; }

    /// <summary>What the system call answered; None when the content is what is wrong.</summary>
    public Errno Error { get; }

    /// <inheritdoc />
    public override object Subject => Address;

    internal static PciDeviceException Unreadable(string address, string path, Errno error) => error switch
    {
        Errno.NoEntry => new("PciAttributeMissing", address, path, error),
        Errno.NoDevice or Errno.NoAddress => new("PciDeviceVanished", address, path, error),
        Errno.AccessDenied or Errno.NotPermitted => new("PciAttributeDenied", address, path, error),
        _ => new("PciAttributeUnreadable", address, path, error, error),
    };

    internal static PciDeviceException Vanished(string address, string path, Errno error) => new("PciDeviceVanished", address, path, error);

    internal static PciDeviceException Malformed(string address, string path, string expected, string found) =>
        new("PciAttributeMalformed", address, path, Errno.None, expected, found);
}
