using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GpuPassthrough.Host;

/// <summary>A directory of the host, held open to change names in it. Names are never followed where they are links.</summary>
internal sealed class WritableDirectory : IDisposable
{
    private const int MostParents = 128;

    private readonly HostWriter _writer;
    private readonly SafeFileHandle _handle;

    private WritableDirectory(HostWriter writer, string path, int descriptor)
    {
        _writer = writer;
        _handle = new SafeFileHandle(descriptor, ownsHandle: true);
        Path = path;
    }

    /// <summary>The path below the host's root.</summary>
    internal string Path { get; }

    internal FileIdentity Identity => LibC.Stat(Descriptor, out FileIdentity identity) == Errno.None ? identity : default;

    /// <summary>On a file system that keeps no owner, mode, label or link.</summary>
    internal bool IsFat => KernelFileSystem.IsFat(Descriptor);

    internal long FreeBytes => LibC.FreeBytes(Descriptor, out long bytes) == Errno.None ? bytes : 0;

    private int Descriptor => (int)_handle.DangerousGetHandle();

    public void Dispose() => _handle.Dispose();

    /// <summary>Opens a directory, links resolved inside the root; null when it is not there.</summary>
    /// <exception cref="HostWriteException">It is no directory or may not be entered.</exception>
    internal static WritableDirectory? Open(HostWriter writer, string path)
    {
        Errno error = writer.Host.OpenPath(path.Length == 0 ? "." : path, LibC.ReadOnly | LibC.DirectoryOnly, out int descriptor);
        if (error == Errno.NoEntry) return null;
        if (error != Errno.None) throw HostWriteException.Unreadable(writer.Host.Describe(path), error);
        return new WritableDirectory(writer, path, descriptor);
    }

    /// <summary>Refuses to write where the running machine or another user has a hand in it.</summary>
    internal void CheckSafe(string name)
    {
        if (KernelFileSystem.Holds(Descriptor)) throw HostWriteException.Kernel(Describe(name));
        if (LibC.EffectiveUser() == 0) CheckParents(name);
    }

    internal string Describe(string name) => _writer.Host.Describe(Below(name));

    internal string Below(string name) => Path.Length == 0 ? name : $"{Path}/{name}";

    internal FileIdentity? Identify(string name) => LibC.StatName(Descriptor, name, out FileIdentity identity) == Errno.None ? identity : null;

    internal unsafe string? LinkTarget(string name)
    {
        Span<byte> text = stackalloc byte[4096];
        fixed (byte* path = HostRoot.Terminated(name))
        {
            return LibC.ReadLink(Descriptor, path, text, out int length) == Errno.None ? Encoding.UTF8.GetString(text[..length]) : null;
        }
    }

    /// <summary>Opens a file that is there; null when it is not.</summary>
    internal WritableFile? OpenFile(string name, int flags = LibC.ReadOnly)
    {
        Errno error = LibC.OpenName(Descriptor, name, flags | LibC.NoFollow | LibC.NonBlocking, 0, out int descriptor);
        if (error == Errno.NoEntry) return null;
        if (error != Errno.None) throw HostWriteException.Unreadable(Describe(name), error);
        return new WritableFile(_writer, Below(name), descriptor);
    }

    internal WritableFile Create(string name, uint mode)
    {
        int descriptor = -1;
        int flags = LibC.ReadWrite | LibC.Create | LibC.Exclusive | LibC.NoFollow;
        _writer.Do(WriteAction.Create, Below(name), () => LibC.OpenName(Descriptor, name, flags, mode, out descriptor));
        return new WritableFile(_writer, Below(name), descriptor);
    }

    /// <summary>Gives a file its name. Without <paramref name="replace"/> it fails where the name is taken.</summary>
    internal void Rename(string from, string to, bool replace) => _writer.Do(WriteAction.Rename, Below(to), () =>
    {
        Errno error = LibC.Rename(Descriptor, from, to, keepExisting: !replace);
        if (replace || error != Errno.Invalid) return error;

        // The file system does not know RENAME_NOREPLACE.
        return Identify(to) is null ? LibC.Rename(Descriptor, from, to, keepExisting: false) : Errno.Exists;
    });

    internal void Delete(string name) => _writer.Do(WriteAction.Delete, Below(name), () => LibC.Delete(Descriptor, name, isDirectory: false));

    /// <summary>Makes a directory with this very mode, whatever the umask says.</summary>
    internal void MakeDirectory(string name, uint mode)
    {
        _writer.Do(WriteAction.MakeDirectory, Below(name), () => LibC.MakeDirectory(Descriptor, name, mode));
        if (LibC.OpenName(Descriptor, name, LibC.ReadOnly | LibC.DirectoryOnly | LibC.NoFollow, 0, out int made) != Errno.None) return;
        using WritableDirectory directory = new(_writer, Below(name), made);
        if (directory.Identity.Permissions == mode || directory.IsFat) return;
        _writer.Do(WriteAction.SetMode, Below(name), () => LibC.SetMode(made, mode));
    }

    /// <summary>Removes a directory if nothing is in it.</summary>
    internal bool RemoveDirectory(string name)
    {
        Errno error = _writer.Try(WriteAction.RemoveDirectory, Below(name), () => LibC.Delete(Descriptor, name, isDirectory: true));
        if (error is not (Errno.None or Errno.NotEmpty or Errno.Exists or Errno.NoEntry or Errno.NotDirectory or Errno.Busy)) throw HostWriteException.Failed(Describe(name), WriteAction.RemoveDirectory, error);
        return error == Errno.None;
    }

    internal void Sync() => _writer.Do(WriteAction.SyncDirectory, Path, () => LibC.Synchronize(Descriptor));

    internal IEnumerable<string> Names()
    {
        if (LibC.OpenName(Descriptor, ".", LibC.ReadOnly | LibC.DirectoryOnly, 0, out int descriptor) != Errno.None) return [];
        using HostDirectory directory = new(_writer.Host, Path, descriptor);
        return directory.List(out List<HostEntry> entries) == Errno.None ? entries.Select(entry => entry.Name).Order(StringComparer.Ordinal) : [];
    }

    // Whoever may write to a directory above the file can put another in its place. The owner of the root owns all below it.
    private void CheckParents(string name)
    {
        FileIdentity root = _writer.Host.Identify();
        string path = Path;
        for (int level = 0; level < MostParents; level++)
        {
            using WritableDirectory directory = Open(_writer, path) ?? throw HostWriteException.Unreadable(_writer.Host.Describe(path), Errno.NoEntry);
            FileIdentity identity = directory.Identity;
            if (IsOpenToOthers(identity, root) && !(level > 0 && IsSticky(identity))) throw HostWriteException.OpenToOthers(Describe(name), _writer.Host.Describe(path));
            if (identity.IsSameFile(root)) return;
            path += "/..";
        }
    }

    // As in /tmp: a directory in it can be changed for another one by its owner only.
    private static bool IsSticky(FileIdentity directory) => directory.Owner == 0 && (directory.Permissions & 0x200) != 0;

    private static bool IsOpenToOthers(FileIdentity directory, FileIdentity root)
    {
        bool isForeign = directory.Owner != 0 && directory.Owner != root.Owner;
        bool isGroupWritable = (directory.Permissions & 0x10) != 0 && directory.Group != 0 && directory.Group != root.Group;
        bool isWorldWritable = (directory.Permissions & 0x2) != 0;
        return isForeign || isGroupWritable || isWorldWritable;
    }
}
