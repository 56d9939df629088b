namespace GpuPassthrough.Pci;

/// <summary>
/// Which cards are meant when functions are named: the display function stands for a card, whichever of its functions was
/// named. Other devices that came along in the group of such a card are not meant.
/// </summary>
internal static class CardFunctions
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
