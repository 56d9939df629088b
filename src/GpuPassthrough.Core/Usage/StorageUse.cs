using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Usage;

/// <summary>Mounts, swap space and membership in volumes, arrays and pools.</summary>
internal sealed class StorageUse
{
    private readonly HostRoot _host;
    private readonly BlockDevices _blocks;
    private readonly List<(BlockDevice Device, UdevRecord Record)> _records;
    private readonly Lazy<List<string[]>> _btrfs;

    private StorageUse(HostRoot host, BlockDevices blocks)
    {
        _host = host;
        _blocks = blocks;
        _records = [.. blocks.All.Select(device => (device, UdevRecord.Read(host, device.Number)))];
        _btrfs = new Lazy<List<string[]>>(ReadBtrfs);
    }

    internal static void Read(HostRoot host, BlockDevices blocks, UsageBook book)
    {
        if (!blocks.All.Any()) return;
        StorageUse use = new(host, blocks);
        use.AddMembers(book);
        use.AddMounts(book);
        use.AddSwaps(book);
    }

    private void AddMembers(UsageBook book)
    {
        foreach ((BlockDevice device, UdevRecord record) in _records)
        {
            foreach (string holder in device.Holders) book.Add(device.Functions, DeviceUseKind.Storage, device.Name, _blocks.Describe(holder));
            if (device.Holders.Length == 0 && record.IsMember) book.Add(device.Functions, DeviceUseKind.Storage, device.Name, record.ToString());
        }
    }

    private void AddMounts(UsageBook book)
    {
        foreach (Mount mount in MountTable.Read(_host))
        {
            foreach (BlockDevice device in Devices(mount)) book.Add(device.Functions, DeviceUseKind.Mount, device.Name, mount.MountPoint);
        }
    }

    private IEnumerable<BlockDevice> Devices(Mount mount)
    {
        if (mount.Number is not null && _blocks.ByNumber(mount.Number) is BlockDevice device) return [device];
        return mount.FileSystem switch
        {
            "zfs" => Pool(mount.Source.Split('/')[0]),
            "btrfs" => Btrfs(mount.Source),

            // bcachefs names all of its devices.
            "bcachefs" => mount.Source.Split(':').Select(_blocks.ByNode).OfType<BlockDevice>(),
            _ => _blocks.ByNode(mount.Source) is BlockDevice named ? [named] : [],
        };
    }

    private IEnumerable<BlockDevice> Pool(string pool) => _records.Where(entry => entry.Record.IsInPool(pool)).Select(entry => entry.Device);

    // The source is one device of several; the file system's other devices are listed on sysfs.
    private IEnumerable<BlockDevice> Btrfs(string source)
    {
        string name = _blocks.ByNode(source)?.Name ?? SysfsPath.LastName(source);
        string[] members = _btrfs.Value.Find(members => members.Contains(name)) ?? [name];
        return members.Select(_blocks.ByName).OfType<BlockDevice>();
    }

    private List<string[]> ReadBtrfs() =>
        [.. _host.List(HostPaths.BtrfsFileSystems).Select(entry => _host.List($"{HostPaths.BtrfsFileSystems}/{entry.Name}/devices").Select(device => device.Name).ToArray())];

    // Filename Type Size Used Priority; a file in a mounted file system counts through the mount.
    private void AddSwaps(UsageBook book)
    {
        foreach (string line in (_host.ReadText(HostPaths.Swaps) ?? "").Split('\n').Skip(1))
        {
            string path = OctalEscapes.Decode(line.Split(' ', '\t')[0]);
            if (_blocks.ByNode(path) is BlockDevice device) book.Add(device.Functions, DeviceUseKind.Swap, device.Name, path);
        }
    }
}
