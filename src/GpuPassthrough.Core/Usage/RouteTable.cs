using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Numerics;
using GpuPassthrough.Host;

namespace GpuPassthrough.Usage;

/// <summary>The routes of the main table, by interface, as text. Only what an administrator or DHCP put there counts.</summary>
internal static class RouteTable
{
    // linux/route.h and linux/ipv6_route.h.
    private const uint Up = 0x1;
    private const uint Reject = 0x200;
    private const uint AnyCast = 0x00100000;
    private const uint Cache = 0x01000000;
    private const uint Local = 0x80000000;

    internal static ILookup<string, string> Read(HostRoot host) =>
        Parse(host.ReadText(HostPaths.Routes), Ipv4).Concat(Parse(host.ReadText(HostPaths.Ipv6Routes), Ipv6))
            .ToLookup(route => route.Interface, route => route.Text, StringComparer.Ordinal);

    private static IEnumerable<(string Interface, string Text)> Parse(string? text, Func<string[], (string, string)?> line) =>
        (text ?? "").Split('\n').Select(one => line(one.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))).OfType<(string, string)>();

    // Iface Destination Gateway Flags RefCnt Use Metric Mask ...; addresses are numbers in the host's byte order.
    private static (string, string)? Ipv4(string[] fields)
    {
        if (fields.Length < 8 || Hex(fields[3]) is not uint flags || (flags & Up) == 0 || (flags & Reject) != 0) return null;
        if (Hex(fields[1]) is not uint destination || Hex(fields[7]) is not uint mask) return null;
        if (mask == 0) return (fields[0], "default route");
        return (fields[0], $"route to {new IPAddress(destination)}/{BitOperations.PopCount(mask)}");
    }

    // Destination, length, source, length, next hop, metric, references, uses, flags, interface.
    private static (string, string)? Ipv6(string[] fields)
    {
        if (fields.Length < 10 || Hex(fields[8]) is not uint flags) return null;
        if ((flags & Up) == 0 || (flags & (Reject | AnyCast | Cache | Local)) != 0) return null;
        if (fields[0].Length != 32 || Hex(fields[1]) is not uint length || !UInt128.TryParse(fields[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 destination)) return null;
        if (length == 0) return (fields[9], "default route (IPv6)");
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, destination);
        IPAddress address = new(bytes);

        // Every interface that is up has these two.
        if (address.IsIPv6LinkLocal || address.IsIPv6Multicast) return null;
        return (fields[9], $"route to {address}/{length}");
    }

    private static uint? Hex(string text) =>
        uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value) ? value : null;
}
