using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Usage;

/// <summary>The block devices that lie on the functions asked for, directly or through partitions and stacks.</summary>
internal sealed class BlockDevices
{
    private const string MapPrefix = "mapper/";

    private readonly HostRoot _host;
    private readonly Dictionary<string, BlockDevice> _byName;
    private readonly Dictionary<string, BlockDevice> _byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BlockDevice> _byMapName = new(StringComparer.Ordinal);

    private BlockDevices(HostRoot host, IEnumerable<ClassEntry> entries)
    {
        _host = host;
        _byName = new Dictionary<string, BlockDevice>(StringComparer.Ordinal);
        foreach (ClassEntry entry in entries) _byName.TryAdd(entry.Name, new BlockDevice(entry));
    }

    internal IEnumerable<BlockDevice> All => _byName.Values.Where(device => device.Functions.Count > 0);

    internal static BlockDevices Read(HostRoot host, Func<PciAddress, bool> wanted)
    {
        List<ClassEntry> entries = ClassEntry.List(host, HostPaths.BlockClass);
        BlockDevices devices = new(host, entries.Count > 0 ? entries : Disks(host));
        foreach (BlockDevice device in devices._byName.Values) device.Functions.UnionWith(SysfsPath.Functions(device.Path).Where(wanted));
        NvmeMultipath.Place(host, devices._byName, wanted);
        devices.Spread();
        return devices;
    }

    internal BlockDevice? ByName(string name) => _byName.TryGetValue(name, out BlockDevice? device) && device.Functions.Count > 0 ? device : null;

    internal BlockDevice? ByNumber(string number) => _byNumber.GetValueOrDefault(number);

    /// <summary>What a device is called, whether or not it lies on a function asked for.</summary>
    internal string Describe(string name) => _byName.TryGetValue(name, out BlockDevice? device) ? device.ToString() : name;

    /// <summary>The device behind the path of a node, as mount tables name it.</summary>
    internal BlockDevice? ByNode(string path)
    {
        string below = path.TrimStart('/');
        if (!below.StartsWith(HostPaths.DeviceNodes + "/", StringComparison.Ordinal)) return null;
        string name = below[(HostPaths.DeviceNodes.Length + 1)..];
        BlockDevice? mapped = name.StartsWith(MapPrefix, StringComparison.Ordinal) ? _byMapName.GetValueOrDefault(name[MapPrefix.Length..]) : null;
        return mapped ?? ByName(name.Replace('/', '!')) ?? ByLink(below);
    }

    private BlockDevice? ByLink(string path)
    {
        using HostDirectory? directory = _host.OpenDirectory(path[..path.LastIndexOf('/')]);
        if (directory is null || SysfsPath.LinkText(directory, SysfsPath.LastName(path)) is not string target) return null;
        return ByName(SysfsPath.LastName(target));
    }

    // Trees without the class have partitions as directories of their disk.
    private static IEnumerable<ClassEntry> Disks(HostRoot host)
    {
        foreach (ClassEntry disk in ClassEntry.List(host, HostPaths.BlockDisks))
        {
            yield return disk;
            foreach (HostEntry child in host.List(disk.Directory).Where(child => child.Name.StartsWith(disk.Name, StringComparison.Ordinal)))
            {
                yield return new ClassEntry(child.Name, $"{disk.Directory}/{child.Name}", $"{disk.Device}/{child.Name}");
            }
        }
    }

    // From each device to its partitions and holders, until nothing new lies on a function.
    private void Spread()
    {
        ILookup<string, BlockDevice> partitions = _byName.Values.ToLookup(device => ParentName(device.Path), StringComparer.Ordinal);
        Queue<BlockDevice> queue = new(All);
        HashSet<BlockDevice> loaded = [];
        while (queue.TryDequeue(out BlockDevice? device))
        {
            if (loaded.Add(device)) Load(device);
            IEnumerable<BlockDevice?> holders = device.Holders.Select(name => _byName.GetValueOrDefault(name));
            foreach (BlockDevice above in partitions[device.Name].Concat(holders.OfType<BlockDevice>()))
            {
                int before = above.Functions.Count;
                above.Functions.UnionWith(device.Functions);
                if (above.Functions.Count > before) queue.Enqueue(above);
            }
        }
    }

    private void Load(BlockDevice device)
    {
        device.Load(_host);
        if (device.Number is not null) _byNumber.TryAdd(device.Number, device);
        if (device.MapName is not null) _byMapName.TryAdd(device.MapName, device);
    }

    private static string ParentName(string path)
    {
        int end = path.LastIndexOf('/');
        return end < 0 ? "" : SysfsPath.LastName(path[..end]);
    }
}
