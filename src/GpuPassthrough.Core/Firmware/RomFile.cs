using GpuPassthrough.Host;
using Microsoft.Win32.SafeHandles;

namespace GpuPassthrough.Firmware;

/// <summary>Reads ROM files of a host, never more than an option ROM can have.</summary>
internal static class RomFile
{
    /// <summary>An option ROM has 16 MiB at most: larger windows are not in the ROM BAR (UEFI and PCI specifications).</summary>
    internal const int MostBytes = 16 << 20;

    private const int Piece = 1 << 20;

    /// <summary>Reads and parses a file.</summary>
    /// <param name="host">The host the file belongs to; a file outside its root is read too, and has no place on the host.</param>
    /// <param name="path">An absolute path on this machine.</param>
    /// <exception cref="GpuRomException">It cannot be read, or there is no option ROM in it.</exception>
    internal static GpuRom Read(HostRoot host, string path)
    {
        GpuRom rom = GpuRomReader.Read(ReadBytes(host, path), Origin(host, path));
        return rom.Images.Length > 0 ? rom : throw GpuRomException.NoRom(path, rom.Problems[^1].Message);
    }

    internal static RomOrigin Origin(HostRoot host, string path) => new() { Path = path, HostPath = host.PathOnHost(path) };

    internal static bool Exists(string path) => OnMachine(path) is not null;

    internal static bool IsDirectory(string path) => OnMachine(path)?.IsDirectory == true;

    /// <exception cref="GpuRomException">It cannot be read, or is too large.</exception>
    internal static byte[] ReadBytes(HostRoot host, string path) => On(host, path, (on, below) => ReadBelow(on, below, path));

    /// <summary>Works with a path on the host it lies on, so that links stay inside; what lies below no host's root is this machine's.</summary>
    internal static T On<T>(HostRoot host, string path, Func<HostRoot, string, T> work)
    {
        if (host.Below(path) is string below) return work(host, below);
        using HostRoot machine = HostRoot.Open();
        return work(machine, machine.Below(path)!);
    }

    private static FileIdentity? OnMachine(string path)
    {
        using HostRoot machine = HostRoot.Open();
        return machine.Identify(machine.Below(path)!);
    }

    private static byte[] ReadBelow(HostRoot host, string below, string path)
    {
        // Asked for before it is opened: opening a device or a pipe can have effects of its own.
        long size = Check(host.Identify(below), path);
        Errno error = host.OpenPath(below, LibC.ReadOnly | LibC.NonBlocking, out int descriptor);
        if (error != Errno.None) throw GpuRomException.Unreadable(path, error);
        using SafeFileHandle handle = new(descriptor, ownsHandle: true);
        error = ReadToEnd(descriptor, size, out byte[] bytes);
        if (error != Errno.None) throw GpuRomException.Unreadable(path, error);
        return bytes.Length <= MostBytes ? bytes : throw GpuRomException.TooLarge(path, bytes.Length, MostBytes);
    }

    private static long Check(FileIdentity? found, string path)
    {
        if (found is not FileIdentity file) return 0;
        if (!file.IsRegularFile) throw GpuRomException.NotRegular(path);
        return file.Size <= MostBytes ? file.Size : throw GpuRomException.TooLarge(path, file.Size, MostBytes);
    }

    // The size is only a guess: files of sysfs end earlier, and those of procfs say 0.
    private static Errno ReadToEnd(int descriptor, long guess, out byte[] bytes)
    {
        bytes = new byte[guess];
        Span<byte> probe = stackalloc byte[1];
        int filled = 0;
        while (true)
        {
            bool isFull = filled == bytes.Length;
            Errno error = LibC.Read(descriptor, isFull ? probe : bytes.AsSpan(filled), out int length);
            if (error != Errno.None || length == 0 || filled > MostBytes)
            {
                Array.Resize(ref bytes, filled);
                return error;
            }

            if (isFull)
            {
                Array.Resize(ref bytes, filled + Math.Max(filled, Piece));
                bytes[filled] = probe[0];
            }

            filled += length;
        }
    }
}
