namespace GpuPassthrough.Pci;

/// <summary>
/// What must go to a guest together: all endpoints of the IOMMU groups concerned, and all functions of the same slot where
/// one of them is a display, repeated until nothing is added.
/// </summary>
internal static class PassthroughSet
{
    /// <param name="devices">All functions of the host.</param>
    /// <param name="selected">Those that were asked for; bridges among them are left out.</param>
    internal static IReadOnlyList<PciDevice> Close(IReadOnlyList<PciDevice> devices, IEnumerable<PciDevice> selected)
    {
        HashSet<PciDevice> closed = [.. selected.Where(device => !device.IsBridge)];
        for (int before = -1; before != closed.Count;)
        {
            before = closed.Count;
            HashSet<int> groups = [.. closed.Select(device => device.IommuGroup).OfType<int>()];
            closed.UnionWith(devices.Where(device => !device.IsBridge && device.IommuGroup is int group && groups.Contains(group)));
            foreach (PciDevice display in closed.Where(device => IsOfCard(devices, device)).ToArray()) closed.UnionWith(devices.Where(other => !other.IsBridge && other.Address.IsSameSlot(display.Address)));
        }

        return [.. closed.OrderBy(device => device.Address)];
    }

    private static bool IsOfCard(IReadOnlyList<PciDevice> devices, PciDevice device) =>
        devices.Any(other => other.IsDisplay && other.Address.IsSameSlot(device.Address));
}
