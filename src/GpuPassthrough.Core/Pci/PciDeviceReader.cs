using System.Buffers.Text;
using System.Text;
using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>
/// Reads single functions. Configuration space is left alone: reading it wakes a function that sleeps, and the kernel
/// has put what matters into attributes.
/// </summary>
internal sealed class PciDeviceReader(HostRoot host, HostDirectory devices)
{
    private const int LargestAttribute = 64;

    private readonly DriverNames _drivers = new();
    private readonly IommuGroupMembership _membership = new(host);

    /// <summary>Reads the function, or answers why that is not possible.</summary>
    internal PciDeviceException? Read(PciAddress address, string name, out PciDeviceFacts facts)
    {
        facts = default;
        Span<byte> key = stackalloc byte[name.Length];
        Encoding.ASCII.GetBytes(name, key);
        Errno error = devices.Open(key, out HostDirectory? opened, isLink: true);
        if (error != Errno.None) return PciDeviceException.Vanished(name, devices.Describe(key), error);
        using HostDirectory directory = opened!;
        return Required(directory, name, "vendor"u8, 4, out uint vendor)
            ?? Required(directory, name, "device"u8, 4, out uint device)
            ?? Required(directory, name, "class"u8, 6, out uint code)
            ?? Read(directory, new PciDeviceFacts { Address = address, Vendor = (ushort)vendor, Device = (ushort)device, Class = new PciClass(code) }, out facts);
    }

    private PciDeviceException? Read(HostDirectory directory, PciDeviceFacts required, out PciDeviceFacts facts)
    {
        facts = required with
        {
            SubsystemVendor = (ushort?)Optional(directory, "subsystem_vendor"u8, 4),
            SubsystemDevice = (ushort?)Optional(directory, "subsystem_device"u8, 4),
            Revision = (byte?)Optional(directory, "revision"u8, 2),
            Driver = _drivers.Read(directory),
            IommuGroup = Group(directory) ?? _membership.Find(required.Address),
            IsBootVga = required.Class.IsDisplay && Optional(directory, "boot_vga"u8, 1) == 1,
        };
        return null;
    }

    private static int? Group(HostDirectory directory)
    {
        Span<byte> target = stackalloc byte[256];
        if (directory.ReadLinkName("iommu_group"u8, target, out int start, out int length) != Errno.None) return null;
        return Utf8Parser.TryParse(target.Slice(start, length), out int number, out int used) && used == length ? number : null;
    }

    private static PciDeviceException? Required(HostDirectory directory, string name, ReadOnlySpan<byte> attribute, int digits, out uint value)
    {
        value = 0;
        Span<byte> text = stackalloc byte[LargestAttribute];
        Errno error = directory.Read(attribute, text, out int length);
        if (error != Errno.None) return PciDeviceException.Unreadable(name, directory.Describe(attribute), error);
        if (HexText.TryParse(text[..length], digits, out value)) return null;
        string found = Encoding.UTF8.GetString(text[..length]).Trim();
        return PciDeviceException.Malformed(name, directory.Describe(attribute), $"0x and up to {digits} hexadecimal digits", found);
    }

    private static uint? Optional(HostDirectory directory, ReadOnlySpan<byte> attribute, int digits)
    {
        Span<byte> text = stackalloc byte[LargestAttribute];
        if (directory.Read(attribute, text, out int length) != Errno.None) return null;
        return HexText.TryParse(text[..length], digits, out uint value) ? value : null;
    }
}
