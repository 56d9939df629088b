using System.Globalization;
using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>
/// Finds a function's group among <c>/sys/kernel/iommu_groups/N/devices</c>, for trees where the function's own
/// <c>iommu_group</c> link is missing. Nothing is read before the first such function.
/// </summary>
internal sealed class IommuGroupMembership(HostRoot host)
{
    private Dictionary<PciAddress, int>? _groups;

    internal int? Find(PciAddress address) => (_groups ??= Read()).TryGetValue(address, out int number) ? number : null;

    private Dictionary<PciAddress, int> Read()
    {
        Dictionary<PciAddress, int> groups = [];
        foreach (HostEntry group in host.List(HostPaths.IommuGroups))
        {
            if (!int.TryParse(group.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) continue;
            foreach (HostEntry member in host.List($"{HostPaths.IommuGroups}/{group.Name}/devices"))
            {
                if (PciAddress.TryParse(member.Name, out PciAddress address)) groups.TryAdd(address, number);
            }
        }

        return groups;
    }
}
