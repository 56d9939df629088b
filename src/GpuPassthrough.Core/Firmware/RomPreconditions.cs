using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>What is looked at before a ROM is read, so that nothing is touched where it cannot work.</summary>
internal static class RomPreconditions
{
    /// <summary>Why the ROM cannot be read through sysfs; null when nothing is known to stand in the way.</summary>
    /// <param name="device">The function, with its details.</param>
    /// <param name="hasAttribute">Whether it has a <c>rom</c> attribute.</param>
    /// <param name="path">The attribute's path.</param>
    internal static RomReadException? Check(PciDevice device, bool hasAttribute, string path)
    {
        if (device.IsBridge) return RomReadException.Bridge(device.Address, path);
        if (device.Details!.IsRomShadowed) return RomReadException.Shadowed(device.Address, path);
        if (!hasAttribute) return RomReadException.Missing(device.Address, path);
        DeviceUse? guest = Array.Find(device.Details.UsedBy, use => use.Kind == DeviceUseKind.Guest);
        return guest is null ? null : RomReadException.InUse(device.Address, path, guest);
    }
}
