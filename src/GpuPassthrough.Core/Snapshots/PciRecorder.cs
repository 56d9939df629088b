using System.Text;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Snapshots;

/// <summary>
/// Records the PCI functions: the link on the bus, the directory it leads to, and the function's own links. Links are made
/// anew from their names, so that none leads out of the snapshot.
/// </summary>
internal sealed class PciRecorder(HostRecorder recorder)
{
    private const int LargestConfig = 4096;

    private readonly HashSet<string> _drivers = new(StringComparer.Ordinal);
    private readonly SnapshotTree _tree = recorder.Tree;

    /// <summary>The functions there are, by the names of their entries.</summary>
    internal List<string> Names() => [.. recorder.List(HostPaths.PciDevices).Where(name => PciAddress.TryParse(name.AsSpan(), out _))];

    internal void Record(string name)
    {
        string entry = HostPaths.PciDevices + "/" + name;
        string place = Place(entry);
        if (place != entry) _tree.AddLink(entry, place);
        Errno error = recorder.Host.OpenDirectory(entry, out HostDirectory? opened);
        if (opened is null)
        {
            recorder.Note(entry, error == Errno.NoEntry ? Errno.NoDevice : error);
            return;
        }

        using HostDirectory directory = opened;
        _tree.AddDirectory(place);
        RecordFiles(directory, place);
        RecordNodes(directory, place);
        RecordLinks(directory, place, name);
    }

    /// <summary>The device's own directory, or the entry itself where it is no link to one.</summary>
    private string Place(string entry)
    {
        using HostDirectory? bus = recorder.Host.OpenDirectory(HostPaths.PciDevices);
        if (bus is null || LinkText(bus, LinkPath.Name(entry)) is not string text) return entry;
        string target = LinkPath.Resolve(HostPaths.PciDevices, text);
        if (!target.StartsWith(HostPaths.Devices + "/", StringComparison.Ordinal)) return entry;
        FileIdentity? real = recorder.Host.Identify(entry);
        FileIdentity? found = recorder.Host.Identify(target);
        return real is null || (found is not null && real.Value.IsSameFile(found.Value)) ? target : entry;
    }

    private void RecordFiles(HostDirectory directory, string place)
    {
        foreach (string name in PciAttributes.Plain) recorder.CopyAttribute(directory, place, name);
        recorder.CopyAttributes(directory, place, "power", PciAttributes.Power);
        if (recorder.ReadAttribute(directory, "uevent") is byte[] uevent) _tree.AddText(place + "/uevent", KnownLines(Encoding.UTF8.GetString(uevent)));
        if (directory.Exists("rom"u8)) _tree.AddMarker(place + "/rom");

        // Reading configuration space wakes a function that sleeps.
        if (directory.ReadText("power_state"u8) == "D3cold") return;
        if (directory.ReadBytes("config"u8, LargestConfig) is byte[] config) _tree.AddFile(place + "/config", ConfigScrubber.Scrub(config));
        else if (directory.Exists("config"u8)) recorder.Note(place + "/config", Errno.InputOutput);
    }

    private void RecordNodes(HostDirectory directory, string place)
    {
        foreach (string kind in PciAttributes.Nodes)
        {
            if (directory.Open(Encoding.ASCII.GetBytes(kind), out HostDirectory? opened) != Errno.None) continue;
            using HostDirectory nodes = opened!;
            if (nodes.List(out List<HostEntry> entries) != Errno.None) continue;
            _tree.AddDirectory($"{place}/{kind}");
            foreach (HostEntry node in entries.Where(IsNode)) _tree.AddDirectory($"{place}/{kind}/{node.Name}");
        }
    }

    // card0, renderD128, vfio0: letters, then a number.
    private static bool IsNode(HostEntry entry) =>
        entry.Kind is HostEntryKind.Directory or HostEntryKind.Unknown
        && entry.Name.TrimEnd("0123456789".ToCharArray()) is "card" or "renderD" or "controlD" or "vfio";

    private void RecordLinks(HostDirectory directory, string place, string name)
    {
        AddLink(directory, place, "subsystem", HostPaths.Buses);
        AddLink(directory, place, "iommu_group", HostPaths.IommuGroups);
        if (AddLink(directory, place, "driver", HostPaths.PciDrivers) is string driver) RecordDriver(driver, name, place);
        if (LinkText(directory, "iommu") is string text && Inside(place, text) is string iommu) _tree.AddLink(place + "/iommu", iommu);
        foreach (string function in FunctionLinks(directory))
        {
            if (LinkText(directory, function) is not string target || !PciAddress.TryParse(LinkPath.Name(target), out _)) continue;
            _tree.AddLink($"{place}/{function}", Place($"{HostPaths.PciDevices}/{LinkPath.Name(target)}"));
        }
    }

    /// <summary>Records a link to something known by its name alone, and answers where it leads.</summary>
    private string? AddLink(HostDirectory directory, string place, string link, string folder)
    {
        if (LinkText(directory, link) is not string text || LinkPath.Name(text) is not { Length: > 0 } name || name is "." or "..") return null;
        _tree.AddLink($"{place}/{link}", $"{folder}/{name}");
        return $"{folder}/{name}";
    }

    private void RecordDriver(string driver, string name, string place)
    {
        _tree.AddLink($"{driver}/{name}", place);
        if (!_drivers.Add(driver)) return;
        using HostDirectory? directory = recorder.Host.OpenDirectory(driver);
        if (directory is null || AddLink(directory, driver, "module", HostPaths.KernelModules) is not string module) return;
        _tree.AddDirectory(module);
    }

    private static IEnumerable<string> FunctionLinks(HostDirectory directory)
    {
        yield return "physfn";
        if (!directory.Exists("virtfn0"u8) || directory.List(out List<HostEntry> entries) != Errno.None) yield break;
        foreach (HostEntry entry in entries.Where(entry => entry.Name.StartsWith("virtfn", StringComparison.Ordinal))) yield return entry.Name;
    }

    private static string? Inside(string place, string text) =>
        LinkPath.Resolve(place, text) is var target && target.StartsWith(HostPaths.Devices + "/", StringComparison.Ordinal) ? target : null;

    private static string? LinkText(HostDirectory directory, string name)
    {
        Span<byte> text = stackalloc byte[4096];
        return directory.ReadLink(Encoding.UTF8.GetBytes(name), text, out int length) == Errno.None ? Encoding.UTF8.GetString(text[..length]) : null;
    }

    private static string KnownLines(string uevent) => string.Concat(
        uevent.Split('\n').Where(line => PciAttributes.Uevent.Contains(line.Split('=')[0])).Select(line => line + "\n"));
}
