using System.Globalization;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Usage;

/// <summary>The device nodes of the functions asked for: who holds one open uses the function.</summary>
internal sealed class DeviceNodes
{
    private readonly HostRoot _host;
    private readonly Func<PciAddress, bool> _wanted;
    private readonly Dictionary<string, (DeviceUseKind Kind, PciAddress[] Functions)> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PciAddress[]> _soundCards = new(StringComparer.Ordinal);

    private DeviceNodes(HostRoot host, Func<PciAddress, bool> wanted)
    {
        _host = host;
        _wanted = wanted;
    }

    internal bool IsEmpty => _nodes.Count == 0 && _soundCards.Count == 0;

    internal static DeviceNodes Read(HostRoot host, BlockDevices blocks, Func<PciAddress, bool> wanted)
    {
        DeviceNodes nodes = new(host, wanted);
        nodes.AddClass(HostPaths.DrmClass, HostPaths.DriNodes, DeviceUseKind.Display);
        nodes.AddClass(HostPaths.VfioDevices, HostPaths.VfioDeviceNodes, DeviceUseKind.Guest);
        nodes.AddSoundCards();
        nodes.AddVfioGroups();
        nodes.AddNvidiaCards();
        nodes.AddCharacterNodes();
        foreach (BlockDevice block in blocks.All) nodes.Add($"{HostPaths.DeviceNodes}/{block.NodeName}", DeviceUseKind.Node, block.Functions);
        return nodes;
    }

    /// <summary>What holding the node open means, and for which functions; null when it belongs to none of them.</summary>
    internal (DeviceUseKind Kind, PciAddress[] Functions)? Find(string path)
    {
        if (_nodes.TryGetValue(path, out (DeviceUseKind, PciAddress[]) node)) return node;
        return CardOf(path) is string card && _soundCards.TryGetValue(card, out PciAddress[]? functions) ? (DeviceUseKind.Sound, functions) : null;
    }

    private void Add(string path, DeviceUseKind kind, IEnumerable<PciAddress> functions)
    {
        PciAddress[] asked = [.. functions.Where(_wanted)];
        if (asked.Length > 0) _nodes.TryAdd(path, (kind, asked));
    }

    private void AddClass(string path, string nodes, DeviceUseKind kind)
    {
        foreach (ClassEntry entry in ClassEntry.List(_host, path)) Add($"{nodes}/{entry.Name}", kind, entry.Functions);
    }

    private void AddSoundCards()
    {
        const string prefix = "card";
        foreach (ClassEntry entry in ClassEntry.List(_host, HostPaths.SoundClass))
        {
            PciAddress[] functions = [.. entry.Functions.Where(_wanted)];
            if (functions.Length > 0 && entry.Name.StartsWith(prefix, StringComparison.Ordinal)) _soundCards[entry.Name[prefix.Length..]] = functions;
        }
    }

    // controlC1, pcmC1D0p, hwC1D0: the digits after the C are the card's number.
    private static string? CardOf(string path)
    {
        if (!path.StartsWith(HostPaths.SoundNodes + "/", StringComparison.Ordinal)) return null;
        string name = path[(HostPaths.SoundNodes.Length + 1)..];
        int start = name.IndexOf('C', StringComparison.Ordinal) + 1;
        int end = start;
        while (end < name.Length && char.IsAsciiDigit(name[end])) end++;
        return start > 0 && end > start ? name[start..end] : null;
    }

    // A group's node is its number, "noiommu-" before it where there is no IOMMU.
    private void AddVfioGroups()
    {
        IEnumerable<string> names = _host.List(HostPaths.VfioGroups).Concat(_host.List(HostPaths.VfioNodes)).Select(entry => entry.Name);
        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            string number = name[(name.LastIndexOf('-') + 1)..];
            if (!uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)) continue;
            Add($"{HostPaths.VfioNodes}/{name}", DeviceUseKind.Guest, Members(number));
        }
    }

    private IEnumerable<PciAddress> Members(string group)
    {
        foreach (HostEntry member in _host.List($"{HostPaths.IommuGroups}/{group}/devices"))
        {
            if (PciAddress.TryParse(member.Name, out PciAddress address)) yield return address;
        }
    }

    // NVIDIA's own driver keeps its nodes out of sysfs; the number of a card's node stands in its information file.
    private void AddNvidiaCards()
    {
        const string key = "Device Minor:";
        foreach (HostEntry card in _host.List(HostPaths.NvidiaCards))
        {
            if (!PciAddress.TryParse(card.Name, out PciAddress address) || !_wanted(address)) continue;
            string[] lines = (_host.ReadText($"{HostPaths.NvidiaCards}/{card.Name}/information") ?? "").Split('\n');
            string? minor = Array.Find(lines, line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim();
            if (!string.IsNullOrEmpty(minor)) Add(HostPaths.NvidiaNode + minor, DeviceUseKind.Display, [address]);
        }
    }

    private void AddCharacterNodes()
    {
        const string key = "DEVNAME=";
        foreach (ClassEntry entry in ClassEntry.List(_host, HostPaths.CharacterNumbers))
        {
            PciAddress[] functions = entry.Functions;
            if (!functions.Any(_wanted)) continue;
            string[] lines = (_host.ReadText($"{entry.Directory}/uevent") ?? "").Split('\n');
            string? name = Array.Find(lines, line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim();
            if (!string.IsNullOrEmpty(name)) Add($"{HostPaths.DeviceNodes}/{name}", KindOf(entry.Device), functions);
        }
    }

    private static DeviceUseKind KindOf(string device)
    {
        string[] parts = device.Split('/');
        if (parts.Contains("vfio-dev")) return DeviceUseKind.Guest;
        if (parts.Contains("sound")) return DeviceUseKind.Sound;
        return parts.Contains("drm") || parts.Contains("graphics") ? DeviceUseKind.Display : DeviceUseKind.Node;
    }
}
