using System.Globalization;
using System.Text;
using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>Reads the IOMMU groups of a host from <c>/sys/kernel/iommu_groups</c> and the functions' own links.</summary>
public static class IommuGroupReader
{
    private static readonly IommuGroupFacts NothingKnown = new(null, [], [], []);

    /// <summary>The groups of an inventory, in numeric order.</summary>
    /// <param name="host">The host the inventory was read from.</param>
    /// <param name="inventory">All functions of the host.</param>
    public static IReadOnlyList<IommuGroup> Read(HostRoot host, PciInventory inventory)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(inventory);
        SortedDictionary<int, IommuGroupFacts> facts = ReadFacts(host);
        SortedDictionary<int, List<PciDevice>> members = Members(inventory);
        return [.. facts.Keys.Union(members.Keys).Order().Select(number => new IommuGroup(
            number,
            facts.GetValueOrDefault(number) ?? NothingKnown,
            members.TryGetValue(number, out List<PciDevice>? functions) ? [.. functions] : [],
            inventory.Sources))];
    }

    private static SortedDictionary<int, List<PciDevice>> Members(PciInventory inventory)
    {
        SortedDictionary<int, List<PciDevice>> members = [];
        foreach (PciDevice device in inventory.Devices)
        {
            if (device.IommuGroup is not int number) continue;
            if (!members.TryGetValue(number, out List<PciDevice>? functions)) members[number] = functions = [];
            functions.Add(device);
        }

        return members;
    }

    private static SortedDictionary<int, IommuGroupFacts> ReadFacts(HostRoot host)
    {
        SortedDictionary<int, IommuGroupFacts> groups = [];
        using HostDirectory? directory = host.OpenDirectory(HostPaths.IommuGroups);
        if (directory is null || directory.List(out List<HostEntry> entries) != Errno.None) return groups;
        foreach (HostEntry entry in entries)
        {
            if (!int.TryParse(entry.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) continue;
            if (directory.Open(Encoding.ASCII.GetBytes(entry.Name), out HostDirectory? group) != Errno.None) continue;
            using (group) groups[number] = ReadFacts(group!);
        }

        return groups;
    }

    private static IommuGroupFacts ReadFacts(HostDirectory group)
    {
        (PciAddress[] members, string[] others) = Members(group);
        return new IommuGroupFacts(
            group.ReadText("type"u8) is { Length: > 0 } type ? type : null,
            Regions(group.ReadText("reserved_regions"u8)),
            others,
            members);
    }

    private static (PciAddress[] Members, string[] Others) Members(HostDirectory group)
    {
        if (group.Open("devices"u8, out HostDirectory? devices) != Errno.None) return ([], []);
        using (devices)
        {
            if (devices!.List(out List<HostEntry> entries) != Errno.None) return ([], []);
            List<PciAddress> members = new(entries.Count);
            List<string> others = [];
            foreach (HostEntry entry in entries)
            {
                if (PciAddress.TryParse(entry.Name, out PciAddress address)) members.Add(address);
                else others.Add(entry.Name);
            }

            return ([.. members], [.. others]);
        }
    }

    private static ReservedRegion[] Regions(string? text) =>
        text is null ? [] : [.. text.Split('\n').Select(ReservedRegion.Parse).OfType<ReservedRegion>()];
}
