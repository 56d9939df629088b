using System.Globalization;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>Numbers as libvirt reads them (strtoul with base 0): 0x is hexadecimal, a leading 0 octal, else decimal.</summary>
internal static class LibvirtNumber
{
    internal static uint? Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint hexadecimal) ? hexadecimal : null;
        if (text.Length > 1 && text[0] == '0') return Octal(text);
        return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;
    }

    private static uint? Octal(string text)
    {
        uint value = 0;
        foreach (char digit in text)
        {
            if (digit is < '0' or > '7' || value > uint.MaxValue >> 3) return null;
            value = (value << 3) | (uint)(digit - '0');
        }

        return value;
    }
}
