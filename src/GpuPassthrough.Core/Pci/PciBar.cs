using System.Globalization;

namespace GpuPassthrough.Pci;

/// <summary>A base address register's range (one line of sysfs <c>resource</c>).</summary>
/// <param name="Index">The BAR's number, 0 to 5.</param>
/// <param name="Start">The first address on the bus.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Kind">Memory of 32 or 64 bits, or I/O ports.</param>
/// <param name="IsPrefetchable">True when reads have no side effects.</param>
/// <param name="IsAssigned">False when the firmware or kernel found no room for it.</param>
public sealed record PciBar(int Index, ulong Start, ulong Size, PciBarKind Kind, bool IsPrefetchable, bool IsAssigned)
{
    /// <summary>The range in one line, sizes in binary units.</summary>
    public override string ToString()
    {
        string kind = Kind == PciBarKind.Io ? "I/O" : Kind == PciBarKind.Memory64 ? "64-bit" : "32-bit";
        string place = IsAssigned ? string.Create(CultureInfo.InvariantCulture, $"at {Start:x}") : "unassigned";
        return $"{Index}: {ByteSize.Text(Size)} {kind}{(IsPrefetchable ? " prefetchable" : string.Empty)} {place}";
    }
}

/// <summary>The address space of a BAR.</summary>
public enum PciBarKind
{
    /// <summary>I/O ports.</summary>
    Io,

    /// <summary>Memory below 4 GiB.</summary>
    Memory32,

    /// <summary>Memory anywhere.</summary>
    Memory64,
}
