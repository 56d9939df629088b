using System.Buffers.Binary;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>
/// AMD's ACPI table VFCT, in which firmware keeps copies of the ROMs it ran. Layout: UEFI_ACPI_VFCT and
/// VFCT_IMAGE_HEADER of drivers/gpu/drm/amd/include/atombios.h.
/// </summary>
internal static class VfctTable
{
    private const int FirstImageOffset = 0x34;
    private const int SmallestTable = 0x4c;
    private const int ImageHeader = 0x1c;

    /// <summary>The copy of a function's ROM, or null when the table holds none. The table knows no PCI domains: all is domain 0.</summary>
    internal static byte[]? Find(ReadOnlySpan<byte> table, PciAddress address, HardwareId id)
    {
        if (table.Length < SmallestTable || !table.StartsWith("VFCT"u8) || address.Domain != 0) return null;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(table[4..]);
        if (length < table.Length) table = table[..(int)length];
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(table[FirstImageOffset..]);
        while (offset >= SmallestTable && offset + ImageHeader <= table.Length)
        {
            ReadOnlySpan<byte> header = table[(int)offset..];
            long size = BinaryPrimitives.ReadUInt32LittleEndian(header[0x18..]);
            if (size > header.Length - ImageHeader) return null;
            if (size > 0 && IsFor(header, address, id)) return header.Slice(ImageHeader, (int)size).ToArray();
            offset += ImageHeader + size;
        }

        return null;
    }

    private static bool IsFor(ReadOnlySpan<byte> header, PciAddress address, HardwareId id) =>
        BinaryPrimitives.ReadUInt32LittleEndian(header) == address.Bus
        && BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) == address.Device
        && BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) == address.Function
        && BinaryPrimitives.ReadUInt16LittleEndian(header[0xc..]) == id.Vendor
        && BinaryPrimitives.ReadUInt16LittleEndian(header[0xe..]) == id.Device;
}
