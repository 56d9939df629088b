using System.Runtime.InteropServices;

namespace GpuPassthrough.Host;

/// <summary>What writing needs.</summary>
internal static unsafe partial class LibC
{
    internal const int WriteOnly = 1;
    internal const int Create = 0x40;
    internal const int Exclusive = 0x80;

    private const uint NoReplace = 1;

    private static readonly nint RenameNumber = IsArm64 ? 276 : 316;

    /// <summary>The effective user of this process.</summary>
    [LibraryImport("libc", EntryPoint = "geteuid")]
    internal static partial uint EffectiveUser();

    /// <summary>Makes a file that was not there, readable and writable to its owner only.</summary>
    internal static Errno CreateNew(int directory, byte* path, out int descriptor)
    {
        const int flags = WriteOnly | Create | Exclusive | CloseOnExec;
        do descriptor = OpenAtCore(directory, path, flags | NoFollow, 0x180);
        while (descriptor < 0 && LastError == Errno.Interrupted);
        return descriptor < 0 ? LastError : Errno.None;
    }

    /// <summary>One write at an offset; <paramref name="length"/> may be less than the value's.</summary>
    internal static Errno WriteAt(int descriptor, ReadOnlySpan<byte> value, long offset, out int length)
    {
        fixed (byte* start = value)
        {
            do length = (int)WriteAtCore(descriptor, start, value.Length, offset);
            while (length < 0 && LastError == Errno.Interrupted);
        }

        if (length >= 0) return Errno.None;
        length = 0;
        return LastError;
    }

    internal static Errno ReadAt(int descriptor, Span<byte> buffer, long offset, out int length)
    {
        fixed (byte* start = buffer)
        {
            do length = (int)ReadAtCore(descriptor, start, buffer.Length, offset);
            while (length < 0 && LastError == Errno.Interrupted);
        }

        if (length >= 0) return Errno.None;
        length = 0;
        return LastError;
    }

    internal static Errno SetMode(int descriptor, uint mode) => SetModeCore(descriptor, mode) == 0 ? Errno.None : LastError;

    internal static Errno Synchronize(int descriptor) => SynchronizeCore(descriptor) == 0 ? Errno.None : LastError;

    internal static Errno Remove(int directory, byte* path) => RemoveCore(directory, path, 0) == 0 ? Errno.None : LastError;

    /// <summary>Gives a file in a directory another name there; what has that name already is replaced only when asked for.</summary>
    internal static Errno Rename(int directory, byte* from, byte* to, bool replace) =>
        SystemCall(RenameNumber, directory, (nint)from, directory, (nint)to, replace ? 0 : (nint)NoReplace) == 0 ? Errno.None : LastError;

    /// <summary>A second name for a file, in the same directory.</summary>
    internal static Errno Link(int directory, byte* from, byte* to) => LinkCore(directory, from, directory, to, 0) == 0 ? Errno.None : LastError;

    /// <summary>The magic number of the file system a file is on (statfs(2)).</summary>
    internal static Errno FileSystem(int descriptor, out long magic)
    {
        // struct statfs is 120 bytes with f_type first, on both architectures.
        long* raw = stackalloc long[32];
        bool isKnown = FileSystemCore(descriptor, raw) == 0;
        magic = isKnown ? raw[0] : 0;
        return isKnown ? Errno.None : LastError;
    }

    [LibraryImport("libc", EntryPoint = "pwrite", SetLastError = true)]
    private static partial nint WriteAtCore(int descriptor, byte* buffer, nint size, long offset);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    private static partial nint ReadAtCore(int descriptor, byte* buffer, nint size, long offset);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    private static partial int SetModeCore(int descriptor, uint mode);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SynchronizeCore(int descriptor);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    private static partial int RemoveCore(int directory, byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true)]
    private static partial int LinkCore(int fromDirectory, byte* from, int toDirectory, byte* to, int flags);

    [LibraryImport("libc", EntryPoint = "fstatfs", SetLastError = true)]
    private static partial int FileSystemCore(int descriptor, long* raw);
}
