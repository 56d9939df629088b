using System.IO.Compression;
using System.Text;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Snapshots;

/// <summary>
/// The lines of pci.ids that name the host's own functions, with all classes and the head that states the licence. Where
/// no pci.ids was in use the excerpt is empty, so that names do not come up on another machine that has one.
/// </summary>
internal static class PciIdsExcerpt
{
    internal static byte[] Make(HostRoot host, IEnumerable<PciDevice> devices) => Make(Source(host), devices);

    internal static byte[] Make(byte[] source, IEnumerable<PciDevice> devices)
    {
        HashSet<string> vendors = new(StringComparer.Ordinal);
        HashSet<string> ids = new(StringComparer.Ordinal);
        HashSet<string> boards = new(StringComparer.Ordinal);
        foreach (PciDevice device in devices)
        {
            vendors.Add(device.Vendor);
            ids.Add(device.Id);
            if (device is not { SubsystemVendor: string boardVendor, SubsystemDevice: string board }) continue;
            vendors.Add(boardVendor);
            boards.Add($"{device.Id} {boardVendor} {board}");
        }

        // Latin-1 keeps every byte as it is.
        StringBuilder excerpt = new();
        string vendor = string.Empty;
        string id = string.Empty;
        foreach (string line in Encoding.Latin1.GetString(source).Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                // The head; comments further down stand between devices.
                if (vendor.Length == 0 && line.Length > 0) excerpt.Append(line).Append('\n');
                continue;
            }

            string text = line.TrimStart('\t');
            int depth = line.Length - text.Length;
            if (depth == 0) vendor = FirstWord(text).ToLowerInvariant();
            if (depth == 1) id = $"{vendor}:{FirstWord(text).ToLowerInvariant()}";
            bool isWanted = vendor == "c" || depth switch
            {
                0 => vendors.Contains(vendor),
                1 => ids.Contains(id),
                _ => boards.Contains($"{id} {text.Split("  ")[0]}"),
            };
            if (isWanted) excerpt.Append(line).Append('\n');
        }

        return Encoding.Latin1.GetBytes(excerpt.ToString());
    }

    private static string FirstWord(string line) => line.Split(' ')[0];

    /// <summary>The text in use: the host's own, else the running system's, in the order of <see cref="HostPaths.PciIds"/>.</summary>
    private static byte[] Source(HostRoot host)
    {
        if (Find(host) is byte[] own) return own;
        if (host.IsLive) return [];
        using HostRoot running = HostRoot.Open();
        return Find(running) ?? [];
    }

    private static byte[]? Find(HostRoot host)
    {
        foreach (string path in HostPaths.PciIds)
        {
            if (host.Identify(path) is not { IsDirectory: false } || host.ReadBytes(path) is not byte[] bytes) continue;
            return path.EndsWith(".gz", StringComparison.Ordinal) ? Decompress(bytes) : bytes;
        }

        return null;
    }

    private static byte[] Decompress(byte[] compressed)
    {
        try
        {
            using GZipStream stream = new(new MemoryStream(compressed), CompressionMode.Decompress);
            using MemoryStream text = new();
            stream.CopyTo(text);
            return text.ToArray();
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }
}
