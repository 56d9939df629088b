using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GpuPassthrough.Host;

/// <summary>
/// An open directory of the host. Reads name files inside it, so that a long path is walked once and a device
/// that vanishes and comes back under the same name is not read half and half.
/// </summary>
internal sealed unsafe class HostDirectory : IDisposable
{
    private const int LongestName = 255;
    private const int ListBufferSize = 32768;

    private readonly HostRoot _root;
    private readonly SafeFileHandle _handle;

    internal HostDirectory(HostRoot root, string path, int descriptor)
    {
        _root = root;
        Path = path;
        _handle = new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>The path below the host's root, without a leading slash.</summary>
    internal string Path { get; }

    /// <summary>For the system calls of this folder; it names the place and cannot be read or synchronised.</summary>
    internal int Descriptor => (int)_handle.DangerousGetHandle();

    public void Dispose() => _handle.Dispose();

    /// <summary>The path of a file in this directory, as people name it.</summary>
    internal string Describe(ReadOnlySpan<byte> name) => _root.Describe(Path + "/" + Encoding.UTF8.GetString(name));

    /// <summary>The directory itself, as people name it.</summary>
    internal string Describe() => _root.Describe(Path);

    /// <inheritdoc cref="Describe(ReadOnlySpan{byte})" />
    internal string Describe(string name) => _root.Describe(Path.Length == 0 ? name : Path + "/" + name);

    /// <summary>One bounded read of a small file, as sysfs attributes are; at most the buffer's size is read.</summary>
    internal Errno Read(ReadOnlySpan<byte> name, Span<byte> buffer, out int length)
    {
        length = 0;
        Errno error = OpenFile(name, out int descriptor);
        if (error != Errno.None) return error;
        error = LibC.Read(descriptor, buffer, out length);
        _ = LibC.Close(descriptor);
        return error;
    }

    /// <summary>The text of a small file without the white space around it, or null when it is absent or unreadable.</summary>
    internal string? ReadText(ReadOnlySpan<byte> name)
    {
        Span<byte> buffer = stackalloc byte[4096];
        if (Read(name, buffer, out int length) != Errno.None) return null;
        return Encoding.UTF8.GetString(buffer[..length].Trim(" \t\r\n"u8));
    }

    /// <summary>The whole of a file that may be long, up to <paramref name="limit"/> bytes; null when it is absent or unreadable.</summary>
    internal byte[]? ReadBytes(ReadOnlySpan<byte> name, int limit)
    {
        if (OpenFile(name, out int descriptor) != Errno.None) return null;
        using SafeFileHandle handle = new(descriptor, ownsHandle: true);
        return HostRoot.ReadToEnd(descriptor, limit, out byte[] bytes) == Errno.None ? bytes : null;
    }

    /// <summary>The last part of a link's text: the name of the driver, the group's number.</summary>
    internal Errno ReadLinkName(ReadOnlySpan<byte> name, Span<byte> buffer, out int start, out int length)
    {
        start = 0;
        Errno error = ReadLink(name, buffer, out length);
        if (error != Errno.None) return error;
        start = buffer[..length].LastIndexOf((byte)'/') + 1;
        length -= start;
        return Errno.None;
    }

    internal Errno ReadLink(ReadOnlySpan<byte> name, Span<byte> buffer, out int length)
    {
        length = 0;
        byte* path = stackalloc byte[LongestName + 1];
        Errno error = Prepare(name, path);
        return error != Errno.None ? error : LibC.ReadLink(Descriptor, path, buffer, out length);
    }

    /// <summary>Opens a directory in this one, through a link where it is one.</summary>
    /// <param name="name">The directory's name.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="isLink">True where it is known to be a link, as all names in <c>/sys/bus/pci/devices</c> are: saves a call.</param>
    internal Errno Open(ReadOnlySpan<byte> name, out HostDirectory? directory, bool isLink = false)
    {
        directory = null;
        byte* path = stackalloc byte[LongestName + 1];
        Errno error = Prepare(name, path);
        if (error != Errno.None) return error;
        string below = Path + "/" + Encoding.UTF8.GetString(name);
        int descriptor = -1;
        error = isLink ? Errno.LinkLoop : LibC.Open(Descriptor, path, LibC.PathOnly | LibC.DirectoryOnly | LibC.NoFollow, out descriptor);
        if (error is Errno.LinkLoop or Errno.NotDirectory) error = _root.OpenPath(below, LibC.PathOnly | LibC.DirectoryOnly, out descriptor);
        if (error == Errno.None) directory = new HostDirectory(_root, below, descriptor);
        return error;
    }

    /// <summary>Opens an attribute that is there, through no link; it is neither made nor cut short.</summary>
    internal Errno OpenAttribute(string name, bool write, out int descriptor)
    {
        descriptor = -1;
        byte* path = stackalloc byte[LongestName + 1];
        Errno error = Prepare(Encoding.UTF8.GetBytes(name), path);
        return error != Errno.None ? error : LibC.Open(Descriptor, path, (write ? LibC.WriteOnly : LibC.ReadOnly) | LibC.NoFollow | LibC.NonBlocking, out descriptor);
    }

    internal bool Exists(ReadOnlySpan<byte> name)
    {
        byte* path = stackalloc byte[LongestName + 1];
        return Prepare(name, path) == Errno.None && LibC.Stat(Descriptor, path, followLinks: false, out _) == Errno.None;
    }

    /// <summary>True when something has this name here, be it a link that leads nowhere.</summary>
    internal bool Contains(string name) => Exists(Encoding.UTF8.GetBytes(name));

    /// <summary>The names in this directory, in the order of the file system.</summary>
    internal Errno List(out List<HostEntry> entries)
    {
        entries = [];
        byte* self = stackalloc byte[] { (byte)'.', 0 };
        Errno error = LibC.Open(Descriptor, self, LibC.ReadOnly | LibC.DirectoryOnly, out int descriptor);
        if (error != Errno.None) return error;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ListBufferSize);
        int length;
        while ((error = LibC.List(descriptor, buffer, out length)) == Errno.None && length > 0) Decode(buffer.AsSpan(0, length), entries);
        ArrayPool<byte>.Shared.Return(buffer);
        _ = LibC.Close(descriptor);
        return error;
    }

    // struct linux_dirent64: inode 8, offset 8, record length 2, type 1, name with a closing NUL.
    private static void Decode(ReadOnlySpan<byte> records, List<HostEntry> entries)
    {
        while (records.Length > 19)
        {
            int size = BinaryPrimitives.ReadUInt16LittleEndian(records[16..]);
            ReadOnlySpan<byte> name = records[19..size];
            name = name[..name.IndexOf((byte)0)];
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                entries.Add(new HostEntry(Encoding.UTF8.GetString(name), (HostEntryKind)records[18]));
            }

            records = records[size..];
        }
    }

    private Errno OpenFile(ReadOnlySpan<byte> name, out int descriptor)
    {
        descriptor = -1;
        byte* path = stackalloc byte[LongestName + 1];
        Errno error = Prepare(name, path);
        if (error != Errno.None) return error;
        error = LibC.Open(Descriptor, path, LibC.ReadOnly | LibC.NoFollow | LibC.NonBlocking, out descriptor);
        if (error != Errno.LinkLoop) return error;

        // Attributes are never links on sysfs; in a tree made by hand one may be, and must not lead out of it.
        return _root.OpenPath(Path + "/" + Encoding.UTF8.GetString(name), LibC.ReadOnly | LibC.NonBlocking, out descriptor);
    }

    private Errno Prepare(ReadOnlySpan<byte> name, byte* path)
    {
        if (name.Length > LongestName) return Errno.NameTooLong;
        name.CopyTo(new Span<byte>(path, LongestName));
        path[name.Length] = 0;
        return _root.Fault is null ? Errno.None : _root.Fault(Path + "/" + Encoding.UTF8.GetString(name));
    }
}
