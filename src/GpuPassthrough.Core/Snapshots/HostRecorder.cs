using System.Text;
using GpuPassthrough.Host;

namespace GpuPassthrough.Snapshots;

/// <summary>Reads from a host into a snapshot's tree, and keeps what could not be read.</summary>
internal sealed class HostRecorder(HostRoot host)
{
    private const int LargestAttribute = 4096;
    private const int LargestFile = 64 << 20;
    private const Errno NotSupported = (Errno)95;

    private readonly List<SnapshotGap> _gaps = [];
    private readonly byte[] _attribute = new byte[LargestAttribute];

    internal HostRoot Host => host;

    internal SnapshotTree Tree { get; } = new();

    internal IReadOnlyList<SnapshotGap> Gaps => _gaps;

    /// <summary>The whole of a file, or null with a gap noted when it is there and cannot be read.</summary>
    internal byte[]? ReadBytes(string path)
    {
        Errno error = host.ReadBytes(path, LargestFile, out byte[] bytes);
        if (error == Errno.None) return bytes;
        Note(path, error);
        return null;
    }

    /// <summary>Records a file as it is, where it can be read.</summary>
    internal void Copy(string path)
    {
        if (ReadBytes(path) is byte[] bytes) Tree.AddFile(path, bytes);
    }

    internal string? ReadText(string path) => ReadBytes(path) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>An attribute of an open directory, or null as with <see cref="ReadBytes"/>.</summary>
    internal byte[]? ReadAttribute(HostDirectory directory, string name)
    {
        Errno error = directory.Read(Encoding.UTF8.GetBytes(name), _attribute, out int length);
        if (error == Errno.None) return _attribute[..length];
        Note(directory.Path + "/" + name, error);
        return null;
    }

    internal void CopyAttribute(HostDirectory directory, string place, string name)
    {
        if (ReadAttribute(directory, name) is byte[] bytes) Tree.AddFile(place + "/" + name, bytes);
    }

    internal void CopyAttributes(HostDirectory directory, string place, string child, string[] names)
    {
        if (directory.Open(Encoding.UTF8.GetBytes(child), out HostDirectory? opened) != Errno.None) return;
        using HostDirectory inner = opened!;
        foreach (string name in names) CopyAttribute(inner, place + "/" + child, name);
    }

    /// <summary>The names in a directory, sorted, or none, with a gap noted when it is there and cannot be read.</summary>
    internal List<string> List(string path)
    {
        Errno error = host.OpenDirectory(path, out HostDirectory? directory);
        List<HostEntry> entries = [];
        using (directory)
        {
            if (error == Errno.None) error = directory!.List(out entries);
        }

        Note(path, error);
        return [.. entries.Select(entry => entry.Name).Order(StringComparer.Ordinal)];
    }

    internal void Note(string path, Errno error)
    {
        // A kernel that has the attribute and no value for it answers EINVAL or EOPNOTSUPP.
        bool isAbsent = error is Errno.None or Errno.NoEntry or Errno.NotDirectory or Errno.Invalid or NotSupported;
        if (!isAbsent) _gaps.Add(new SnapshotGap(host.Describe(path), error));
    }
}
