using System.Globalization;

namespace GpuPassthrough.Pci;

/// <summary>A range of I/O virtual addresses the group's functions may not use freely (<c>reserved_regions</c>).</summary>
/// <param name="Start">The first address.</param>
/// <param name="End">The last address.</param>
/// <param name="Type"><c>direct</c>, <c>direct-relaxable</c>, <c>reserved</c> or <c>msi</c>, as the kernel has it.</param>
public sealed record ReservedRegion(ulong Start, ulong End, string Type)
{
    /// <summary>
    /// True for type <c>direct</c>: firmware keeps the region mapped for the function, and VFIO refuses to pass it on.
    /// <c>direct-relaxable</c> (graphics, USB) is no obstacle.
    /// </summary>
    public bool IsDirect => Type == "direct";

    /// <summary>The range and the type, as the kernel prints them.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"0x{Start:x16} 0x{End:x16} {Type}");

    internal static ReservedRegion? Parse(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 3 && TryHex(words[0], out ulong start) && TryHex(words[1], out ulong end) ? new ReservedRegion(start, end, words[2]) : null;
    }

    private static bool TryHex(string text, out ulong value)
    {
        value = 0;
        return text.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
