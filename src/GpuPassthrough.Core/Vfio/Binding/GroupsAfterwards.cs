using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Binding;

/// <summary>Whether guests can have the groups of functions that were set aside for them.</summary>
internal static class GroupsAfterwards
{
    /// <summary>What still keeps their groups from guests, one sentence each.</summary>
    internal static IReadOnlyList<string> Warnings(HostRoot host, PciInventory inventory, IReadOnlyList<PciAddress> moved)
    {
        HashSet<int> groups = [.. inventory.Devices.Where(device => moved.Contains(device.Address)).Select(device => device.IommuGroup).OfType<int>()];
        return [.. IommuGroupReader.Read(host, inventory)
            .Where(group => groups.Contains(group.Number))
            .SelectMany(group => group.ViabilityReasons.Select(reason => Messages.Format("DriverGroupNotViable", group.Number, reason)))];
    }
}
