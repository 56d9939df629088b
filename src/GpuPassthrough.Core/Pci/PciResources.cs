using System.Globalization;

namespace GpuPassthrough.Pci;

/// <summary>
/// The ranges of sysfs <c>resource</c>: a line for each of start, end and flags; lines 0 to 5 are BARs, line 6 is the
/// option ROM. Flags are the kernel's IORESOURCE_* bits (include/linux/ioport.h).
/// </summary>
internal sealed record PciResources(PciBar[] Bars, long? RomSize, bool IsRomShadowed)
{
    private const ulong Io = 0x100;
    private const ulong Memory64 = 0x100000;
    private const ulong Prefetch = 0x2000;
    private const ulong Unset = 0x20000000;
    private const ulong RomShadow = 0x2;
    private const ulong ShadowAddress = 0xc0000;
    private const int RomLine = 6;

    internal static PciResources Parse(string? text)
    {
        List<PciBar> bars = [];
        long? romSize = null;
        bool shadowed = false;
        string[] lines = text?.Split('\n') ?? [];
        for (int index = 0; index < lines.Length && index <= RomLine; index++)
        {
            if (Range(lines[index]) is not (ulong start, ulong end, ulong flags) || flags == 0 || end < start) continue;
            ulong size = end - start + 1;
            if (index < RomLine)
            {
                bars.Add(new PciBar(index, start, size, Kind(flags), (flags & Prefetch) != 0, (flags & Unset) == 0));
                continue;
            }

            romSize = (long)size;
            shadowed = (flags & RomShadow) != 0 || start == ShadowAddress;
        }

        return new PciResources([.. bars], romSize, shadowed);
    }

    private static PciBarKind Kind(ulong flags) =>
        (flags & Io) != 0 ? PciBarKind.Io : (flags & Memory64) != 0 ? PciBarKind.Memory64 : PciBarKind.Memory32;

    private static (ulong Start, ulong End, ulong Flags)? Range(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 3 && Hex(words[0]) is ulong start && Hex(words[1]) is ulong end && Hex(words[2]) is ulong flags ? (start, end, flags) : null;
    }

    private static ulong? Hex(string word) =>
        word.StartsWith("0x", StringComparison.Ordinal) && ulong.TryParse(word.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) ? value : null;
}
