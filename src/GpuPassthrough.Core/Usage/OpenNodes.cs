using System.Text;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Usage;

/// <summary>Finds the processes that hold device nodes open: one walk over the open files of all processes.</summary>
internal static class OpenNodes
{
    private static readonly byte[] NodePrefix = Encoding.ASCII.GetBytes(HostPaths.DeviceNodes + "/");

    /// <param name="host">The host.</param>
    /// <param name="find">What holding a node open means, and for which functions; null when it means nothing.</param>
    /// <param name="book">Where the uses go.</param>
    internal static void Read(HostRoot host, Func<string, (DeviceUseKind Kind, PciAddress[] Functions)?> find, UsageBook book)
    {
        using HostDirectory? processes = host.OpenDirectory(HostPaths.Processes);
        if (processes is null) return;
        _ = processes.List(out List<HostEntry> entries);
        foreach (HostEntry entry in entries.Where(entry => entry.Name.All(char.IsAsciiDigit))) ReadProcess(processes, entry.Name, find, book);
    }

    // A process may end between two of these reads: then it uses nothing any more.
    private static void ReadProcess(HostDirectory processes, string id, Func<string, (DeviceUseKind, PciAddress[])?> find, UsageBook book)
    {
        if (processes.Open(Encoding.ASCII.GetBytes(id), out HostDirectory? opened) != Errno.None) return;
        using HostDirectory process = opened!;
        string? holder = null;
        foreach (string path in OpenPaths(process))
        {
            if (find(path) is not (DeviceUseKind kind, PciAddress[] functions)) continue;
            holder ??= process.ReadText("comm"u8) is { Length: > 0 } name ? $"{name} ({id})" : $"process {id}";
            book.Add(functions, kind, "/" + path, holder);
        }
    }

    private static HashSet<string> OpenPaths(HostDirectory process)
    {
        HashSet<string> paths = new(StringComparer.Ordinal);
        if (process.Open("fd"u8, out HostDirectory? opened) != Errno.None) return paths;
        using HostDirectory files = opened!;
        _ = files.List(out List<HostEntry> entries);
        Span<byte> name = stackalloc byte[256];
        Span<byte> target = stackalloc byte[4096];
        foreach (HostEntry entry in entries)
        {
            if (!Encoding.UTF8.TryGetBytes(entry.Name, name, out int nameLength)) continue;
            if (files.ReadLink(name[..nameLength], target, out int length) == Errno.None && NodePath(target[..length]) is string path) paths.Add(path);
        }

        return paths;
    }

    // Links of a recorded host are relative: what counts is where they lead below its root.
    private static string? NodePath(ReadOnlySpan<byte> target)
    {
        const string deleted = " (deleted)";
        while (target.StartsWith("../"u8)) target = target[3..];
        target = target.TrimStart((byte)'/');
        if (!target.StartsWith(NodePrefix)) return null;
        string path = Encoding.UTF8.GetString(target);
        return path.EndsWith(deleted, StringComparison.Ordinal) ? path[..^deleted.Length] : path;
    }
}
