using System.IO.Compression;
using GpuPassthrough.Host;

namespace GpuPassthrough.Snapshots;

/// <summary>
/// The file a snapshot goes to. It appears whole or not at all: written beside its place under another name, synced, renamed.
/// </summary>
internal sealed class SnapshotFile : IDisposable
{
    private readonly string _path;
    private readonly bool _replace;
    private readonly string _temporary;
    private readonly FileStream _stream;

    private SnapshotFile(string path, bool replace)
    {
        _path = path;
        _replace = replace;
        _temporary = Path.Combine(Path.GetDirectoryName(path)!, $".snapshot-{Path.GetRandomFileName()}{AtomicFile.TemporarySuffix}");
        _stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>Whether a file is there that would be replaced; throws where no snapshot can be.</summary>
    internal static bool Check(string path, bool replace)
    {
        using HostRoot here = HostRoot.Open();
        FileIdentity? found = here.Identify(path.TrimStart('/'));
        bool exists = found is not null || new FileInfo(path).LinkTarget is not null;
        if (found is { IsRegularFile: false }) throw SnapshotException.NotFile(path);
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw SnapshotException.FolderMissing(path);
        if (exists && !replace) throw SnapshotException.Exists(path);
        return exists;
    }

    internal static SnapshotFile Create(string path, bool replace)
    {
        Check(path, replace);
        SnapshotFile? file = null;
        Try(path, replace, () => file = new SnapshotFile(path, replace));
        return file!;
    }

    internal void Write(HostSnapshot snapshot, CancellationToken cancellation) => Try(_path, _replace, () =>
    {
        using (GZipStream compressed = new(_stream, CompressionLevel.Optimal, leaveOpen: true)) TarArchive.Write(compressed, snapshot.Entries, cancellation);
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_temporary, _path, _replace);
    });

    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(_temporary);
    }

    private static void Try(string path, bool replace, Action write)
    {
        try
        {
            write();
        }
        catch (UnauthorizedAccessException exception)
        {
            throw SnapshotException.Denied(path, exception);
        }
        catch (IOException) when (!replace && File.Exists(path))
        {
            // Someone else made the file after the check.
            throw SnapshotException.Exists(path);
        }
        catch (IOException exception)
        {
            throw SnapshotException.Failed(path, exception);
        }
    }
}
