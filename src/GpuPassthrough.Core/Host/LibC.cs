using System.Runtime.InteropServices;

namespace GpuPassthrough.Host;

/// <summary>
/// The system calls the module needs below the BCL. The BCL opens files with extra calls (fstat, flock, lseek)
/// and hides which errno came back; sysfs is read thousands of times and its errno is the diagnosis.
/// </summary>
internal static unsafe partial class LibC
{
    internal const int ReadOnly = 0;
    internal const int NonBlocking = 0x800;
    internal const int CloseOnExec = 0x80000;
    internal const int PathOnly = 0x200000;
    internal const int CurrentDirectory = -100;

    private const nint OpenAt2Number = 437;
    private const ulong ResolveInRoot = 0x10;
    private const uint StatxBasic = 0x7ff;

    private static readonly bool IsArm64 = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    // asm/fcntl.h and the system call tables differ between x86_64 and arm64 in these values.
    internal static readonly int NoFollow = IsArm64 ? 0x8000 : 0x20000;
    internal static readonly int DirectoryOnly = IsArm64 ? 0x4000 : 0x10000;
    private static readonly nint StatxNumber = IsArm64 ? 291 : 332;
    private static readonly nint ListNumber = IsArm64 ? 61 : 217;

    internal static Errno Open(int directory, byte* path, int flags, out int descriptor)
    {
        do descriptor = OpenAtCore(directory, path, flags | CloseOnExec, 0);
        while (descriptor < 0 && LastError == Errno.Interrupted);
        return descriptor < 0 ? LastError : Errno.None;
    }

    /// <summary>Opens <paramref name="path"/> with every link, absolute ones too, resolved below <paramref name="root"/> (openat2(2), Linux 5.6).</summary>
    internal static Errno OpenInRoot(int root, byte* path, int flags, out int descriptor)
    {
        OpenHow how = new() { Flags = (uint)(flags | CloseOnExec), Resolve = ResolveInRoot };
        do descriptor = (int)SystemCall(OpenAt2Number, root, (nint)path, (nint)(&how), sizeof(OpenHow), 0);
        while (descriptor < 0 && LastError == Errno.Interrupted);
        return descriptor < 0 ? LastError : Errno.None;
    }

    internal static Errno Read(int descriptor, Span<byte> buffer, out int length)
    {
        fixed (byte* start = buffer)
        {
            do length = (int)ReadCore(descriptor, start, buffer.Length);
            while (length < 0 && LastError == Errno.Interrupted);
        }

        if (length >= 0) return Errno.None;
        length = 0;
        return LastError;
    }

    internal static Errno ReadLink(int directory, byte* path, Span<byte> buffer, out int length)
    {
        fixed (byte* start = buffer) length = (int)ReadLinkAtCore(directory, path, start, buffer.Length);
        if (length >= 0) return Errno.None;
        length = 0;
        return LastError;
    }

    /// <summary>Fills <paramref name="buffer"/> with linux_dirent64 records; a length of 0 is the end of the directory.</summary>
    internal static Errno List(int descriptor, Span<byte> buffer, out int length)
    {
        fixed (byte* start = buffer) length = (int)SystemCall(ListNumber, descriptor, (nint)start, buffer.Length, 0, 0);
        if (length >= 0) return Errno.None;
        length = 0;
        return LastError;
    }

    internal static Errno Stat(int directory, byte* path, bool followLinks, out FileIdentity identity)
    {
        const int emptyPath = 0x1000;
        const int noFollow = 0x100;
        Statx raw;
        int flags = (*path == 0 ? emptyPath : 0) | (followLinks ? 0 : noFollow);
        nint result = SystemCall(StatxNumber, directory, (nint)path, flags, (nint)StatxBasic, (nint)(&raw));
        identity = result == 0
            ? new FileIdentity(raw.DeviceMajor, raw.DeviceMinor, raw.Inode, (long)raw.Size, raw.ModifiedSeconds, raw.ModifiedNanoseconds, raw.Mode, raw.Owner, raw.Group, raw.Links)
            : default;
        return result == 0 ? Errno.None : LastError;
    }

    [LibraryImport("libc", EntryPoint = "close")]
    internal static partial int Close(int descriptor);

    private static Errno LastError => (Errno)Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial int OpenAtCore(int directory, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadCore(int descriptor, byte* buffer, nint size);

    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    private static partial nint ReadLinkAtCore(int directory, byte* path, byte* buffer, nint size);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third, nint fourth, nint fifth);

    [StructLayout(LayoutKind.Sequential)]
    private struct OpenHow
    {
        internal ulong Flags;
        internal ulong Mode;
        internal ulong Resolve;
    }

    // struct statx of linux/stat.h: the same layout on every architecture.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statx
    {
        [FieldOffset(16)] internal uint Links;
        [FieldOffset(20)] internal uint Owner;
        [FieldOffset(24)] internal uint Group;
        [FieldOffset(28)] internal ushort Mode;
        [FieldOffset(32)] internal ulong Inode;
        [FieldOffset(40)] internal ulong Size;
        [FieldOffset(112)] internal long ModifiedSeconds;
        [FieldOffset(120)] internal uint ModifiedNanoseconds;
        [FieldOffset(136)] internal uint DeviceMajor;
        [FieldOffset(140)] internal uint DeviceMinor;
    }
}
