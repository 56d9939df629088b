using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GpuPassthrough.Pci;

/// <summary>A hardware ID, vendor:device, printed as <c>10de:1c03</c>.</summary>
/// <param name="Vendor">The vendor's number in the PCI ID repository.</param>
/// <param name="Device">The vendor's number for the device.</param>
public readonly record struct HardwareId(ushort Vendor, ushort Device)
{
    /// <summary>Reads <c>10de:1c03</c>, or answers false.</summary>
    /// <param name="text">Two numbers of four hexadecimal digits with a colon between them.</param>
    /// <param name="id">The hardware ID read.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out HardwareId id)
    {
        id = default;
        if (text is not { Length: 9 } || text[4] != ':') return false;
        if (!ushort.TryParse(text.AsSpan(0, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort vendor)
            || !ushort.TryParse(text.AsSpan(5), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort device))
        {
            return false;
        }

        id = new HardwareId(vendor, device);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Vendor:x4}:{Device:x4}");
}
