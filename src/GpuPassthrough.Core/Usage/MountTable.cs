using GpuPassthrough.Host;

namespace GpuPassthrough.Usage;

/// <summary>One mounted file system.</summary>
/// <param name="Number">Major and minor number of its device; null when the table does not say.</param>
/// <param name="MountPoint">Where it is mounted.</param>
/// <param name="FileSystem">Its type.</param>
/// <param name="Source">What was mounted: a device node, or a name that means something to the file system.</param>
internal readonly record struct Mount(string? Number, string MountPoint, string FileSystem, string Source);

/// <summary>The mount table of a host (proc_pid_mountinfo(5), fstab(5) for the older form).</summary>
internal static class MountTable
{
    internal static List<Mount> Read(HostRoot host)
    {
        foreach (string path in HostPaths.MountInfo)
        {
            if (host.ReadText(path) is { Length: > 0 } text) return Parse(text, InfoLine);
        }

        return Parse(host.ReadText(HostPaths.Mounts) ?? "", MountsLine);
    }

    private static List<Mount> Parse(string text, Func<string[], Mount?> line) =>
        [.. text.Split('\n').Select(one => line(one.Split(' '))).OfType<Mount>()];

    // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
    private static Mount? InfoLine(string[] fields)
    {
        if (fields.Length < 10) return null;
        int end = Array.IndexOf(fields, "-", 6);
        if (end < 0 || end + 2 >= fields.Length) return null;
        return new Mount(fields[2], OctalEscapes.Decode(fields[4]), fields[end + 1], OctalEscapes.Decode(fields[end + 2]));
    }

    private static Mount? MountsLine(string[] fields) =>
        fields.Length < 4 ? null : new Mount(null, OctalEscapes.Decode(fields[1]), fields[2], OctalEscapes.Decode(fields[0]));
}
