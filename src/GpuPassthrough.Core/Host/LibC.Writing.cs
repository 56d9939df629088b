using System.Runtime.InteropServices;

namespace GpuPassthrough.Host;

/// <summary>System calls that change a file system, and those that tell whether it may be changed.</summary>
internal static unsafe partial class LibC
{
    internal const int ReadWrite = 2;

    private const int RemoveDirectoryFlag = 0x200;
    private const int LockExclusive = 2;
    private const int LockNoWait = 4;
    private const int LockRelease = 8;

    internal static Errno OpenName(int directory, string name, int flags, uint mode, out int descriptor)
    {
        fixed (byte* path = HostRoot.Terminated(name))
        {
            do descriptor = OpenAtCore(directory, path, flags | CloseOnExec, mode);
            while (descriptor < 0 && LastError == Errno.Interrupted);
        }

        return descriptor < 0 ? LastError : Errno.None;
    }

    internal static Errno Stat(int descriptor, out FileIdentity identity)
    {
        byte empty = 0;
        return Stat(descriptor, &empty, followLinks: true, out identity);
    }

    internal static Errno StatName(int directory, string name, out FileIdentity identity)
    {
        fixed (byte* path = HostRoot.Terminated(name)) return Stat(directory, path, followLinks: false, out identity);
    }

    /// <summary>Writes all of it; a short write goes on where it stopped.</summary>
    internal static Errno Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            nint written;
            fixed (byte* start = bytes) written = WriteCore(descriptor, start, bytes.Length);
            if (written < 0 && LastError == Errno.Interrupted) continue;
            if (written < 0) return LastError;
            bytes = bytes[(int)written..];
        }

        return Errno.None;
    }

    internal static Errno Truncate(int descriptor) => Result(TruncateCore(descriptor, 0));

    internal static Errno SetOwner(int descriptor, uint owner, uint group) => Result(OwnerCore(descriptor, owner, group));

    internal static Errno TryLock(int descriptor) => Result(LockCore(descriptor, LockExclusive | LockNoWait));

    internal static Errno Unlock(int descriptor) => Result(LockCore(descriptor, LockRelease));

    /// <param name="directory">The directory of both names.</param>
    /// <param name="from">The name that goes away.</param>
    /// <param name="to">The name that is taken.</param>
    /// <param name="keepExisting">Fail with Exists where <paramref name="to"/> is there (RENAME_NOREPLACE).</param>
    internal static Errno Rename(int directory, string from, string to, bool keepExisting)
    {
        fixed (byte* source = HostRoot.Terminated(from))
        fixed (byte* target = HostRoot.Terminated(to))
        {
            return Result((int)SystemCall(RenameNumber, directory, (nint)source, directory, (nint)target, keepExisting ? 1 : 0));
        }
    }

    internal static Errno Delete(int directory, string name, bool isDirectory)
    {
        fixed (byte* path = HostRoot.Terminated(name)) return Result(RemoveCore(directory, path, isDirectory ? RemoveDirectoryFlag : 0));
    }

    internal static Errno MakeDirectory(int directory, string name, uint mode)
    {
        fixed (byte* path = HostRoot.Terminated(name)) return Result(MakeDirectoryCore(directory, path, mode));
    }

    /// <summary>An extended attribute, cut to the buffer.</summary>
    internal static Errno GetAttribute(int descriptor, string name, Span<byte> buffer, out int length)
    {
        fixed (byte* text = HostRoot.Terminated(name))
        fixed (byte* start = buffer)
        {
            length = (int)GetAttributeCore(descriptor, text, start, buffer.Length);
        }

        return length < 0 ? LastError : Errno.None;
    }

    internal static Errno SetAttribute(int descriptor, string name, ReadOnlySpan<byte> value)
    {
        fixed (byte* text = HostRoot.Terminated(name))
        fixed (byte* start = value)
        {
            return Result(SetAttributeCore(descriptor, text, start, value.Length, 0));
        }
    }

    /// <summary>How many bytes a user may still write to the file system of a file (statfs(2)).</summary>
    internal static Errno FreeBytes(int descriptor, out long bytes)
    {
        // struct statfs of 64-bit Linux begins with type, block size, blocks, free, available; 120 bytes in all.
        long* raw = stackalloc long[32];
        Errno error = Result(FileSystemCore(descriptor, raw));
        bytes = error == Errno.None ? raw[1] * raw[4] : 0;
        return error;
    }

    private static Errno Result(int result) => result < 0 ? LastError : Errno.None;

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteCore(int descriptor, byte* buffer, nint size);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    private static partial int TruncateCore(int descriptor, nint size);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static partial int OwnerCore(int descriptor, uint owner, uint group);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int LockCore(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true)]
    private static partial int MakeDirectoryCore(int directory, byte* path, uint mode);

    [LibraryImport("libc", EntryPoint = "fgetxattr", SetLastError = true)]
    private static partial nint GetAttributeCore(int descriptor, byte* name, byte* value, nint size);

    [LibraryImport("libc", EntryPoint = "fsetxattr", SetLastError = true)]
    private static partial int SetAttributeCore(int descriptor, byte* name, byte* value, nint size, int flags);
}
