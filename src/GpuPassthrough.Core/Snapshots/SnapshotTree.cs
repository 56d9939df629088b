using System.Text;

namespace GpuPassthrough.Snapshots;

/// <summary>
/// The entries of a snapshot by path, parents before what is in them. Of several entries for one path the first counts;
/// nothing is ever put below a link or a file.
/// </summary>
internal sealed class SnapshotTree
{
    private readonly SortedDictionary<string, SnapshotEntry> _entries = new(StringComparer.Ordinal);

    internal IReadOnlyCollection<KeyValuePair<string, SnapshotEntry>> Entries => _entries;

    internal void AddDirectory(string path) => Add(path, new SnapshotDirectory());

    internal void AddFile(string path, byte[] content) => Add(path, new SnapshotText(content, IsProgram: false));

    internal void AddText(string path, string content) => AddFile(path, Encoding.UTF8.GetBytes(content));

    /// <summary>A file of which only the presence is recorded.</summary>
    internal void AddMarker(string path, bool isProgram = false) => Add(path, new SnapshotText([], isProgram));

    /// <summary>A link to another path below the root.</summary>
    internal void AddLink(string path, string target) => Add(path, new SnapshotLink(LinkPath.Relative(LinkPath.Parent(path), target)));

    private void Add(string path, SnapshotEntry entry)
    {
        if (IsDirectory(LinkPath.Parent(path))) _entries.TryAdd(path, entry);
    }

    private bool IsDirectory(string path)
    {
        if (path.Length == 0) return true;
        if (_entries.TryGetValue(path, out SnapshotEntry? known)) return known is SnapshotDirectory;
        if (!IsDirectory(LinkPath.Parent(path))) return false;
        _entries.Add(path, new SnapshotDirectory());
        return true;
    }
}
