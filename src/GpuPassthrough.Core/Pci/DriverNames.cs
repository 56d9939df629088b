using System.Text;
using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>Reads names of bound drivers; a host has few different ones, and each becomes one text.</summary>
internal sealed class DriverNames
{
    private readonly List<(byte[] Bytes, string Text)> _known = [];

    /// <summary>The name of the <c>driver</c> link's target, or null when nothing is bound.</summary>
    internal string? Read(HostDirectory device)
    {
        Span<byte> target = stackalloc byte[512];
        if (device.ReadLinkName("driver"u8, target, out int start, out int length) != Errno.None || length == 0) return null;
        ReadOnlySpan<byte> name = target.Slice(start, length);
        foreach ((byte[] bytes, string text) in _known)
        {
            if (name.SequenceEqual(bytes)) return text;
        }

        string driver = Encoding.UTF8.GetString(name);
        _known.Add((name.ToArray(), driver));
        return driver;
    }
}
