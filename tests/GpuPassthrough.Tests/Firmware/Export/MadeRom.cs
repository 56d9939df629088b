using System.Buffers.Binary;

namespace GpuPassthrough.Tests.Firmware.Export;

/// <summary>A ROM with one image for an x86 BIOS and one EFI driver, field by field from the PCI Firmware and UEFI specifications.</summary>
internal static class MadeRom
{
    private const int Size = 1024;
    private const int DataStructure = 0x40;

    internal static byte[] Both(ushort vendor, ushort device) => [.. Legacy(vendor, device, isLast: false), .. Efi(vendor, device)];

    internal static byte[] Legacy(ushort vendor, ushort device, bool isLast = true)
    {
        byte[] image = Image(vendor, device, codeType: 0, isLast);
        image[2] = Size / 512;
        image[6] = (byte)-image.Sum(value => value);
        return image;
    }

    private static byte[] Efi(ushort vendor, ushort device)
    {
        byte[] image = Image(vendor, device, codeType: 3, isLast: true);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(2), Size / 512);
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(4), 0x0ef1);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(8), 0x0b);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(0xa), 0x8664);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(0x16), 0x80);
        "MZ"u8.CopyTo(image.AsSpan(0x80));
        return image;
    }

    private static byte[] Image(ushort vendor, ushort device, byte codeType, bool isLast)
    {
        byte[] image = new byte[Size];
        image[0] = 0x55;
        image[1] = 0xaa;
        image[0x18] = DataStructure;
        Span<byte> data = image.AsSpan(DataStructure);
        "PCIR"u8.CopyTo(data);
        BinaryPrimitives.WriteUInt16LittleEndian(data[4..], vendor);
        BinaryPrimitives.WriteUInt16LittleEndian(data[6..], device);
        data[0xa] = 0x18;
        data[0xf] = 3;
        data[0x10] = Size / 512;
        data[0x14] = codeType;
        data[0x15] = (byte)(isLast ? 0x80 : 0);
        return image;
    }
}
