using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GpuPassthrough.Host;

/// <summary>
/// The host, as the directory that is its root: <c>/</c> for the machine itself, or any directory that holds a tree
/// like it (a fake host, a mounted disk, a recorded machine). Everything is read below it, and links, absolute ones
/// too, are resolved inside it.
/// </summary>
public sealed class HostRoot : IDisposable
{
    private const int OpenAttempts = 64;

    private readonly SafeFileHandle _handle;
    private readonly bool _walk;
    private readonly Lazy<string?> _id;

    private HostRoot(string path, SafeFileHandle handle, bool isLive, bool walk)
    {
        Path = path;
        IsLive = isLive;
        _handle = handle;
        _walk = walk;
        _id = new Lazy<string?>(ReadId);
    }

    /// <summary>The directory, absolute and without a slash at the end (but <c>/</c> itself).</summary>
    public string Path { get; }

    /// <summary>True for the running machine's own root and nothing else: same device and inode as <c>/</c>.</summary>
    public bool IsLive { get; }

    /// <summary>
    /// Tells hosts apart without telling which they are: 16 hexadecimal digits of a salted SHA-256 of <c>/etc/machine-id</c>,
    /// or of <c>/proc/sys/kernel/hostname</c> where that is missing; null when neither is there.
    /// </summary>
    public string? Id => _id.Value;

    /// <summary>For tests: asked before each access with the path below the root; what it answers other than None comes back as the access's error.</summary>
    internal Func<string, Errno>? Fault { get; set; }

    /// <summary>For tests: is shown each host that commands of the same flow open.</summary>
    internal static AsyncLocal<Action<HostRoot>?> Opened { get; } = new();

    /// <summary>For tests: serves directories of sysfs, by their paths below the root; what it answers null to is not there.</summary>
    internal Func<string, IDeviceFiles?>? Devices { get; set; }

    /// <summary>True when writing to a function's attributes reaches hardware.</summary>
    internal bool HasDevices => IsLive || Devices is not null;

    private int Descriptor => (int)_handle.DangerousGetHandle();

    /// <summary>Opens a host by the directory that is its root.</summary>
    /// <param name="path">The directory; null means <c>/</c>.</param>
    /// <exception cref="HostRootException">It is missing, not a directory, or not to be entered.</exception>
    public static HostRoot Open(string? path = null)
    {
        HostRoot host = Open(path, walk: false);
        Opened.Value?.Invoke(host);
        return host;
    }

    /// <inheritdoc />
    public void Dispose() => _handle.Dispose();

    /// <summary>The path of a file on this machine, for messages: what lies at <paramref name="below"/> under the root.</summary>
    internal string Describe(string below) => Path == "/" ? "/" + below : Path + "/" + below;

    /// <param name="path">The directory; null means <c>/</c>.</param>
    /// <param name="walk">Resolve links in this process as on kernels without openat2(2).</param>
    internal static unsafe HostRoot Open(string? path, bool walk)
    {
        string full = Canonical(path);
        Errno error;
        int descriptor;
        fixed (byte* text = Terminated(full))
        {
            error = LibC.Open(LibC.CurrentDirectory, text, LibC.PathOnly | LibC.DirectoryOnly, out descriptor);
        }

        if (error != Errno.None) throw new HostRootException(full, error);
        byte empty = 0;
        byte* slash = stackalloc byte[] { (byte)'/', 0 };
        bool isLive = LibC.Stat(descriptor, &empty, followLinks: true, out FileIdentity root) == Errno.None
            && LibC.Stat(LibC.CurrentDirectory, slash, followLinks: true, out FileIdentity live) == Errno.None
            && root.IsSameFile(live);
        return new HostRoot(isLive ? "/" : full, new SafeFileHandle(descriptor, ownsHandle: true), isLive, walk);
    }

    /// <summary>The identity of the root directory itself.</summary>
    internal FileIdentity Identify() => LibC.Stat(Descriptor, out FileIdentity identity) == Errno.None ? identity : default;

    internal HostDirectory? OpenDirectory(string path) => OpenDirectory(path, out HostDirectory? directory) == Errno.None ? directory : null;

    internal Errno OpenDirectory(string path, out HostDirectory? directory)
    {
        Errno error = OpenPath(path, LibC.PathOnly | LibC.DirectoryOnly, out int descriptor);
        directory = error == Errno.None ? new HostDirectory(this, path, descriptor) : null;
        return error;
    }

    /// <summary>The attributes of a PCI function, by its address.</summary>
    internal Errno OpenDevice(string address, out IDeviceFiles? files) => OpenFiles($"{HostPaths.PciDevices}/{address}", out files);

    /// <summary>The attributes in a directory of sysfs: a device's, a driver's, a bus's.</summary>
    internal Errno OpenFiles(string path, out IDeviceFiles? files)
    {
        if (Devices is null) return DeviceFiles.Open(this, path, out files);
        files = Devices(path);
        return files is null ? Errno.NoEntry : Errno.None;
    }

    /// <summary>The names in a directory, sorted; none when it is absent or unreadable.</summary>
    internal List<HostEntry> List(string path)
    {
        using HostDirectory? directory = OpenDirectory(path);
        if (directory is null || directory.List(out List<HostEntry> entries) != Errno.None) return [];
        entries.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return entries;
    }

    /// <summary>The whole of a file, or null when it is absent or unreadable.</summary>
    internal byte[]? ReadBytes(string path, int limit = int.MaxValue) => ReadBytes(path, limit, out byte[] bytes) == Errno.None ? bytes : null;

    internal Errno ReadBytes(string path, int limit, out byte[] bytes)
    {
        bytes = [];
        Errno error = OpenPath(path, LibC.ReadOnly | LibC.NonBlocking, out int descriptor);
        if (error != Errno.None) return error;
        using SafeFileHandle handle = new(descriptor, ownsHandle: true);
        return ReadToEnd(descriptor, limit, out bytes);
    }

    /// <summary>The text of a file without the white space around it, or null when it is absent or unreadable.</summary>
    internal string? ReadText(string path) => ReadBytes(path) is byte[] bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;

    /// <summary>The file's identity, or null when it is absent; links are followed inside the root.</summary>
    internal unsafe FileIdentity? Identify(string path)
    {
        if (OpenPath(path, LibC.PathOnly, out int descriptor) != Errno.None) return null;
        byte empty = 0;
        Errno error = LibC.Stat(descriptor, &empty, followLinks: true, out FileIdentity identity);
        _ = LibC.Close(descriptor);
        return error == Errno.None ? identity : null;
    }

    /// <summary>True when this process may open a file for reading and writing, as a device is; nothing is written.</summary>
    internal bool MayReadAndWrite(string path)
    {
        if (OpenPath(path, LibC.ReadWrite | LibC.NonBlocking, out int descriptor) != Errno.None) return false;
        _ = LibC.Close(descriptor);
        return true;
    }

    internal unsafe Errno OpenPath(string path, int flags, out int descriptor)
    {
        descriptor = -1;
        if (Fault is not null && Fault(path) is var fault and not Errno.None) return fault;
        if (_walk) return LinkWalker.Open(Descriptor, path, flags, out descriptor);
        Errno error = Errno.None;
        fixed (byte* text = Terminated(path))
        {
            for (int attempt = 0; attempt < OpenAttempts; attempt++)
            {
                error = LibC.OpenInRoot(Descriptor, text, flags, out descriptor);

                // EAGAIN: something was renamed while ".." was being resolved (openat2(2)).
                if (error != Errno.TryAgain) break;
            }
        }

        // EPERM: old container filters answer so to system calls they do not know.
        bool refused = error is Errno.NotImplemented or Errno.NotPermitted or Errno.TryAgain;
        return refused ? LinkWalker.Open(Descriptor, path, flags, out descriptor) : error;
    }

    /// <summary>Reads until the end; the size that stat gives is wrong for sysfs and procfs.</summary>
    internal static Errno ReadToEnd(int descriptor, int limit, out byte[] bytes)
    {
        bytes = [];
        byte[] buffer = ArrayPool<byte>.Shared.Rent(65536);
        int filled = 0;
        Errno error;
        int length;
        while ((error = LibC.Read(descriptor, buffer.AsSpan(filled), out length)) == Errno.None && length > 0 && filled < limit)
        {
            filled += length;
            if (filled < buffer.Length) continue;
            byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        if (error == Errno.None) bytes = buffer.AsSpan(0, Math.Min(filled, limit)).ToArray();
        ArrayPool<byte>.Shared.Return(buffer);
        return error;
    }

    internal static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + "\0");

    private static string Canonical(string? path)
    {
        if (string.IsNullOrEmpty(path)) return "/";
        string full = System.IO.Path.GetFullPath(path);
        return full.Length > 1 ? full.TrimEnd('/') : full;
    }

    private string? ReadId()
    {
        string? source = ReadText(HostPaths.MachineId) is { Length: > 0 } machine ? machine : ReadText(HostPaths.HostName);
        if (string.IsNullOrEmpty(source)) return null;
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes("GpuPassthrough host:" + source));
        return Convert.ToHexString(hash, 0, 8).ToLowerInvariant();
    }
}
