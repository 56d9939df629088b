using System.Text;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Usage;

/// <summary>A disk, a partition or what is stacked on them, and the functions it lies on.</summary>
internal sealed class BlockDevice(ClassEntry entry)
{
    private string? _mapUuid;
    private string? _raidLevel;

    internal string Name => entry.Name;

    /// <summary>Its place in the device tree.</summary>
    internal string Path => entry.Device;

    /// <summary>Those of the functions asked for that it lies on.</summary>
    internal HashSet<PciAddress> Functions { get; } = [];

    /// <summary>Major and minor number, as <c>8:1</c>.</summary>
    internal string? Number { get; private set; }

    /// <summary>The device mapper's name for it.</summary>
    internal string? MapName { get; private set; }

    /// <summary>The names of the devices stacked on it.</summary>
    internal string[] Holders { get; private set; } = [];

    /// <summary>The name of its node in the directory of nodes; the kernel writes <c>!</c> for a slash in it.</summary>
    internal string NodeName => Name.Replace('!', '/');

    internal void Load(HostRoot host)
    {
        using HostDirectory? directory = host.OpenDirectory(entry.Directory);
        if (directory is null) return;
        Number = directory.ReadText("dev"u8);
        MapName = Attribute(directory, "dm"u8, "name"u8);
        _mapUuid = Attribute(directory, "dm"u8, "uuid"u8);
        _raidLevel = Attribute(directory, "md"u8, "level"u8);
        if (directory.Open("holders"u8, out HostDirectory? opened) != Errno.None) return;
        using HostDirectory holders = opened!;
        _ = holders.List(out List<HostEntry> entries);
        Holders = [.. entries.Select(holder => holder.Name)];
    }

    /// <summary>What it is, when others are stacked into it: <c>dm-0 vg-root (LVM)</c>, <c>md0 (raid1)</c>, <c>bcache0</c>.</summary>
    public override string ToString()
    {
        StringBuilder text = new(Name);
        if (!string.IsNullOrEmpty(MapName)) text.Append(' ').Append(MapName);

        // Users of the device mapper put their name first in the UUID: LVM-, CRYPT-LUKS2-, mpath-.
        string? maker = _raidLevel ?? _mapUuid?.Split('-')[0];
        if (!string.IsNullOrEmpty(maker)) text.Append(" (").Append(maker).Append(')');
        return text.ToString();
    }

    private static string? Attribute(HostDirectory directory, ReadOnlySpan<byte> folder, ReadOnlySpan<byte> name)
    {
        if (!directory.Exists(folder) || directory.Open(folder, out HostDirectory? opened) != Errno.None) return null;
        using HostDirectory attributes = opened!;
        return attributes.ReadText(name);
    }
}
