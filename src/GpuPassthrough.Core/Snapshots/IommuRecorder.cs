using System.Text;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Snapshots;

/// <summary>Records the IOMMU groups, the IOMMUs, and which tables of the firmware tell of one.</summary>
internal sealed class IommuRecorder(HostRecorder recorder)
{
    private static readonly string[] GroupFiles = ["name", "reserved_regions", "type"];
    private static readonly string[] IntelFiles = ["address", "cap", "domains_supported", "ecap", "version"];
    private static readonly string[] AmdFiles = ["cap", "features"];

    private readonly SnapshotTree _tree = recorder.Tree;

    internal void Record()
    {
        if (recorder.Host.Identify(HostPaths.IommuGroups) is { IsDirectory: true }) _tree.AddDirectory(HostPaths.IommuGroups);
        foreach (string name in recorder.List(HostPaths.IommuGroups).Where(IsNumber)) RecordGroup($"{HostPaths.IommuGroups}/{name}");
        foreach (string name in recorder.List(HostPaths.IommuClass)) RecordUnit(name);
        foreach (string table in IommuActivity.Tables)
        {
            string path = $"{HostPaths.AcpiTables}/{table}";
            if (recorder.Host.Identify(path) is not null) _tree.AddMarker(path);
        }
    }

    private void RecordGroup(string path)
    {
        Errno error = recorder.Host.OpenDirectory(path, out HostDirectory? opened);
        recorder.Note(path, error);
        if (opened is null) return;
        using HostDirectory group = opened;
        _tree.AddDirectory(path);
        foreach (string file in GroupFiles) recorder.CopyAttribute(group, path, file);
        RecordMembers($"{path}/devices");
    }

    private void RecordMembers(string path)
    {
        using HostDirectory? members = recorder.Host.OpenDirectory(path);
        if (members is null) return;
        _tree.AddDirectory(path);
        foreach (string name in recorder.List(path))
        {
            if (Target(members, name) is string target) _tree.AddLink($"{path}/{name}", target);
            else _tree.AddDirectory($"{path}/{name}");
        }
    }

    private void RecordUnit(string name)
    {
        string entry = $"{HostPaths.IommuClass}/{name}";
        using HostDirectory? units = recorder.Host.OpenDirectory(HostPaths.IommuClass);
        string place = units is not null && Target(units, name) is string target ? target : entry;
        if (place != entry) _tree.AddLink(entry, place);
        using HostDirectory? unit = recorder.Host.OpenDirectory(entry);
        if (unit is null) return;
        _tree.AddDirectory(place);
        recorder.CopyAttributes(unit, place, "intel-iommu", IntelFiles);
        recorder.CopyAttributes(unit, place, "amd-iommu", AmdFiles);
    }

    /// <summary>Where a link among the devices leads; null for what is no link, or one out of the devices.</summary>
    private static string? Target(HostDirectory directory, string name)
    {
        Span<byte> text = stackalloc byte[4096];
        if (directory.ReadLink(Encoding.UTF8.GetBytes(name), text, out int length) != Errno.None) return null;
        string target = LinkPath.Resolve(directory.Path, Encoding.UTF8.GetString(text[..length]));
        return target.StartsWith(HostPaths.Devices + "/", StringComparison.Ordinal) ? target : null;
    }

    private static bool IsNumber(string name) => name.All(char.IsAsciiDigit);
}
