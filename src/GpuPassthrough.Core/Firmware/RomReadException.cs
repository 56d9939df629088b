using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>The option ROM of one function was not read; the function is as it was before.</summary>
public sealed class RomReadException : PassthroughException
{
    private RomReadException(string id, PciAddress address, string path, Errno error, params object?[] arguments)
        : base(id, [address, path, .. arguments])
    {
        Address = address;
        Path = path;
        Error = error;
    }

    /// <summary>The function.</summary>
    public PciAddress Address { get; }

    /// <summary>The file that the reading failed at.</summary>
    public string Path { get; }

    /// <summary>What the system call answered; None when something else stood in the way.</summary>
    public Errno Error { get; }

    /// <inheritdoc />
    public override object Subject => Address;

    internal static RomReadException Bridge(PciAddress address, string path) => new("RomOfBridge", address, path, Errno.None);

    internal static RomReadException Missing(PciAddress address, string path) => new("RomMissing", address, path, Errno.NoEntry);

    internal static RomReadException Shadowed(PciAddress address, string path) => new("RomShadowed", address, path, Errno.None);

    internal static RomReadException InUse(PciAddress address, string path, DeviceUse use) => new("RomInUse", address, path, Errno.Busy, use);

    internal static RomReadException Asleep(PciAddress address, string path, Errno error, string? powerState) =>
        new("RomAsleep", address, path, error, powerState ?? "unknown");

    internal static RomReadException DecodeLocked(PciAddress address, string path, Errno error, string lockdown) =>
        new("RomDecodeLocked", address, path, error, lockdown);

    internal static RomReadException DecodeRefused(PciAddress address, string path, Errno error) => new("RomDecodeRefused", address, path, error, error);

    internal static RomReadException NoImage(PciAddress address, string path, string reason) => new("RomNoImage", address, path, Errno.InputOutput, reason);

    internal static RomReadException Unusable(PciAddress address, string path, string reason) => new("RomUnusable", address, path, Errno.None, reason);

    /// <summary>By what reading or switching answered.</summary>
    internal static RomReadException Failed(PciAddress address, string path, Errno error) => error switch
    {
        Errno.AccessDenied or Errno.NotPermitted => new("RomDenied", address, path, error),
        Errno.NoDevice or Errno.NoAddress or Errno.NoEntry => new("RomVanished", address, path, error),
        Errno.Invalid => new("RomNotEnabled", address, path, error),
        _ => new("RomUnreadable", address, path, error, error),
    };
}
