using System.Formats.Tar;

namespace GpuPassthrough.Snapshots;

/// <summary>
/// Writes a snapshot as a tar archive. The same snapshot gives the same bytes: owner and times are fixed, and the format
/// is GNU's, since the BCL puts its process id into the headers that pax needs for long paths.
/// </summary>
internal static class TarArchive
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Entered = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Link = Entered | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    internal static void Write(Stream stream, IEnumerable<KeyValuePair<string, SnapshotEntry>> entries, CancellationToken cancellation)
    {
        using TarWriter writer = new(stream, TarEntryFormat.Gnu, leaveOpen: true);
        foreach ((string path, SnapshotEntry entry) in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            writer.WriteEntry(Entry(path, entry));
        }
    }

    private static GnuTarEntry Entry(string path, SnapshotEntry entry) => entry switch
    {
        SnapshotText file => Fixed(new(TarEntryType.RegularFile, path) { Mode = file.IsProgram ? Entered : Plain, DataStream = new MemoryStream(file.Content, writable: false) }),
        SnapshotLink link => Fixed(new(TarEntryType.SymbolicLink, path) { Mode = Link, LinkName = link.Text }),
        _ => Fixed(new(TarEntryType.Directory, path + "/") { Mode = Entered }),
    };

    private static GnuTarEntry Fixed(GnuTarEntry entry)
    {
        entry.ModificationTime = entry.AccessTime = entry.ChangeTime = DateTimeOffset.UnixEpoch;
        entry.Uid = entry.Gid = 0;
        entry.UserName = entry.GroupName = "root";
        return entry;
    }
}
