using System.Text.RegularExpressions;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Usage;

/// <summary>
/// With native NVMe multipath a disk (<c>nvme0n1</c>) is a virtual device of its subsystem. Its paths are hidden disks
/// <c>nvme0c1n1</c> (subsystem, controller, namespace) below their controllers.
/// </summary>
internal static partial class NvmeMultipath
{
    internal static void Place(HostRoot host, Dictionary<string, BlockDevice> devices, Func<PciAddress, bool> wanted)
    {
        HashSet<BlockDevice> placed = [];
        foreach (BlockDevice path in devices.Values)
        {
            Match match = HiddenPath().Match(path.Name);
            if (!match.Success || !devices.TryGetValue(match.Result("nvme$1n$2"), out BlockDevice? head)) continue;
            head.Functions.UnionWith(path.Functions);
            placed.Add(head);
        }

        Dictionary<string, PciAddress[]> known = new(StringComparer.Ordinal);
        foreach (BlockDevice head in devices.Values)
        {
            Match match = Subsystem().Match(head.Path);
            if (!match.Success || placed.Contains(head)) continue;
            string subsystem = match.Groups[1].Value;
            if (!known.TryGetValue(subsystem, out PciAddress[]? functions)) known[subsystem] = functions = Controllers(host, subsystem);
            head.Functions.UnionWith(functions.Where(wanted));
        }
    }

    private static PciAddress[] Controllers(HostRoot host, string subsystem) =>
        [.. ClassEntry.List(host, $"{HostPaths.NvmeSubsystems}/{subsystem}").SelectMany(entry => entry.Functions).Distinct()];

    [GeneratedRegex("^nvme([0-9]+)c[0-9]+n([0-9]+)$")]
    private static partial Regex HiddenPath();

    [GeneratedRegex("/(nvme-subsys[0-9]+)/(?:nvme[0-9]+/)?nvme[0-9]+n[0-9]+$")]
    private static partial Regex Subsystem();
}
