using System.Text;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Usage;

/// <summary>Reads the place of a device in the device tree from the text of a sysfs link to it.</summary>
internal static class SysfsPath
{
    private const int LongestPath = 4096;
    private const int ShortestAddress = 12;

    /// <summary>
    /// The functions a device hangs on: the nearest above it, and each further up that makes a PCI domain of its own
    /// (<c>0000:00:0e.0/pci10000:e0/...</c>, Intel VMD): without that one the domain is gone. Bridges are passed over.
    /// </summary>
    internal static PciAddress[] Functions(string path)
    {
        List<PciAddress> found = [];
        string[] parts = path.Split('/');
        for (int index = parts.Length - 1; index >= 0; index--)
        {
            if (parts[index].Length < ShortestAddress || !PciAddress.TryParse(parts[index].AsSpan(), out PciAddress address)) continue;
            if (found.Count == 0 || IsRootBus(parts[index + 1])) found.Add(address);
        }

        return [.. found];
    }

    /// <summary>The text of a link, or null when the name is absent or no link.</summary>
    internal static string? LinkText(HostDirectory directory, string name)
    {
        Span<byte> text = stackalloc byte[LongestPath];
        return directory.ReadLink(Encoding.UTF8.GetBytes(name), text, out int length) == Errno.None ? Encoding.UTF8.GetString(text[..length]) : null;
    }

    internal static string LastName(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static bool IsRootBus(string name) => name.StartsWith("pci", StringComparison.Ordinal) && name.Contains(':', StringComparison.Ordinal);
}
