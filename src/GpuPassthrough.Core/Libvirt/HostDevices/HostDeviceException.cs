using GpuPassthrough.Pci;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>A function or its ROM cannot be given to a domain; nothing was changed.</summary>
public sealed class HostDeviceException : PassthroughException
{
    private HostDeviceException(string id, object subject, params object?[] arguments)
        : base(id, [subject, .. arguments]) => Subject = subject;

    /// <summary>What -Allow overrules it with; null where nothing does.</summary>
    public HostDeviceGuard? Guard { get; private init; }

    /// <inheritdoc />
    public override object Subject { get; }

    internal static HostDeviceException Missing(PciAddress address, string host) => new("HostDeviceMissing", address, host) { Guard = HostDeviceGuard.Missing };

    internal static HostDeviceException OtherDomain(PciAddress address, string domain) => new("HostDeviceOtherDomain", address, domain) { Guard = HostDeviceGuard.OtherDomain };

    internal static HostDeviceException Bridge(PciAddress address) => new("HostDeviceBridge", address);

    internal static HostDeviceException NoSlot(string source) => new("HostDeviceNoSlot", source);

    internal static HostDeviceException RomMismatch(string path, string reason) => new("HostRomMismatch", path, reason) { Guard = HostDeviceGuard.RomMismatch };

    internal static HostDeviceException RomUnusable(string path, PciAddress address, string reason) => new("HostRomUnusable", path, address, reason);

    internal static HostDeviceException RomNotOnHost(string path, string host) => new("HostRomNotOnHost", path, host);

    internal static HostDeviceException RomName(string path) => new("HostRomName", path);

    internal static HostDeviceException RomForNone(string path, PciAddress address) => new("HostRomForNone", path, address);

    internal static HostDeviceException RomTwice(string path, PciAddress address) => new("HostRomTwice", path, address);

    internal static HostDeviceException RomWithoutCard(string path, int displays) => new("HostRomWithoutCard", path, displays);

    internal static HostDeviceException RomMode(string path, string user, string part) => new("HostRomMode", path, user, part) { Guard = HostDeviceGuard.RomAccess };

    internal static HostDeviceException RomFolder(string path, string user, string folder) => new("HostRomFolder", path, user, folder) { Guard = HostDeviceGuard.RomAccess };

    internal static HostDeviceException RomConfined(string path, string folder, string local) => new("HostRomConfined", path, folder, local) { Guard = HostDeviceGuard.RomAccess };
}
