using System.Globalization;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>The PCI data structure of an image (PCI Firmware Specification); NVIDIA's inner images have one under another name.</summary>
internal sealed record PciDataStructure
{
    internal const int SmallestLength = 0x18;

    private const int PointerOffset = 0x18;
    private const byte LastImage = 0x80;

    /// <summary>Where it is, counted from the image's first byte.</summary>
    internal required int Offset { get; init; }

    internal required string Vendor { get; init; }

    internal required string Device { get; init; }

    internal required int ListPointer { get; init; }

    internal required int StructureLength { get; init; }

    internal required int Revision { get; init; }

    internal required string Class { get; init; }

    internal required string ProgIf { get; init; }

    internal required int ImageLength { get; init; }

    internal required string CodeRevision { get; init; }

    internal required GpuRomCodeType CodeType { get; init; }

    internal required bool IsLast { get; init; }

    /// <summary>True for a structure every reader knows; NVIDIA's own readers know others too.</summary>
    internal required bool IsStandard { get; init; }

    internal bool HasZeroIds => Vendor == "0000" || Device == "0000";

    internal static int Pointer(ReadOnlySpan<byte> image) => RomBytes.Word(image, PointerOffset);

    /// <summary>Reads the structure of an image; null when the pointer leads to none.</summary>
    internal static PciDataStructure? Read(ReadOnlySpan<byte> image)
    {
        int offset = Pointer(image);
        if (offset == 0 || !RomBytes.Has(image, offset, SmallestLength)) return null;
        ReadOnlySpan<byte> data = image[offset..];
        if (!data.StartsWith("PCIR"u8) && !data.StartsWith("NPDS"u8) && !data.StartsWith("RGIS"u8)) return null;
        return new PciDataStructure
        {
            Offset = offset,
            IsStandard = data.StartsWith("PCIR"u8),
            Vendor = HexText.Word(RomBytes.Word(data, 0x04)),
            Device = HexText.Word(RomBytes.Word(data, 0x06)),
            ListPointer = RomBytes.Word(data, 0x08),
            StructureLength = RomBytes.Word(data, 0x0a),
            Revision = data[0x0c],
            Class = string.Create(CultureInfo.InvariantCulture, $"{data[0x0f]:x2}{data[0x0e]:x2}"),
            ProgIf = HexText.Byte(data[0x0d]),
            ImageLength = RomBytes.Word(data, 0x10) * RomBytes.Block,
            CodeRevision = HexText.Word(RomBytes.Word(data, 0x12)),
            CodeType = (GpuRomCodeType)data[0x14],
            IsLast = (data[0x15] & LastImage) != 0,
        };
    }

    /// <summary>The device list of revision 3 on: words up to a zero; <paramref name="isClosed"/> is false when the image ends before it.</summary>
    internal string[] ReadDeviceList(ReadOnlySpan<byte> image, out bool isClosed)
    {
        const int mostDevices = 4096;
        isClosed = true;
        if (Revision < 3 || ListPointer == 0) return [];
        List<string> devices = [];
        for (int offset = Offset + ListPointer; RomBytes.Has(image, offset, 2) && devices.Count < mostDevices; offset += 2)
        {
            ushort device = RomBytes.Word(image, offset);
            if (device == 0) return [.. devices];
            devices.Add(HexText.Word(device));
        }

        isClosed = false;
        return [];
    }

    internal GpuRomNvidiaExtension? ReadExtension(ReadOnlySpan<byte> image)
    {
        int offset = (Offset + StructureLength + 15) & ~15;
        if (!RomBytes.Has(image, offset, 11) || !RomBytes.StartsWith(image, offset, "NPDE"u8)) return null;
        return new GpuRomNvidiaExtension(
            HexText.Word(RomBytes.Word(image, offset + 4)),
            RomBytes.Word(image, offset + 8) * RomBytes.Block,
            (RomBytes.Byte(image, offset + 10) & LastImage) != 0);
    }
}
