using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>
/// Whose ROM is meant when functions are named: a card's ROM belongs to its display function, whichever of its functions
/// was named. Other devices that came along in the group of such a card are not meant.
/// </summary>
internal static class RomFunctions
{
    internal static List<PciDevice> Choose(IReadOnlyList<PciDevice> all, IReadOnlyList<PciDevice> named)
    {
        List<PciDevice> chosen = [.. named.Select(device => DisplayOf(all, device) ?? device).DistinctBy(device => device.Address)];
        HashSet<int> groups = [.. chosen.Where(device => device.IsDisplay).Select(device => device.IommuGroup).OfType<int>()];
        return [.. chosen.Where(device => device.IsDisplay || device.IommuGroup is not int group || !groups.Contains(group)).OrderBy(device => device.Address)];
    }

    private static PciDevice? DisplayOf(IReadOnlyList<PciDevice> all, PciDevice device) =>
        device.IsDisplay || device.IsBridge ? device : all.FirstOrDefault(other => other.IsDisplay && other.Address.IsSameSlot(device.Address));
}
