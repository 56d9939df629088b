using System.Buffers.Binary;
using System.Text;

namespace GpuPassthrough.Tests.Firmware;

/// <summary>ROMs as cards have them, made of image specifications.</summary>
internal static class Roms
{
    public static RomImageSpec Legacy { get; } = new() { Blocks = 4 };

    public static RomImageSpec Efi { get; } = new() { Blocks = 6, CodeType = 3, IsLast = true };

    public static byte[] Plain { get; } = Of(Legacy, Efi);

    /// <summary>What sysfs gives of an NVIDIA card: the extension says that more follows where the data structure ends the chain.</summary>
    public static byte[] NvidiaSysfs { get; } = Of(Legacy with { Npde = (4, false) }, Efi with { Npde = (6, false) });

    /// <summary>The same with what the flash memory holds behind it.</summary>
    public static byte[] NvidiaFlash { get; } = Of(
        Legacy with { Npde = (4, false) },
        Efi with { Npde = (6, false) },
        new() { Signature = 0x4e56, StructureName = "NPDS", CodeType = 0xe0, Npde = (4, false), IsLast = true },
        new() { Signature = 0x4e56, StructureName = "NPDS", CodeType = 0xe0, Blocks = 8, Npde = (8, true), IsLast = true });

    public static byte[] Amd { get; } = Of(Legacy with { Vendor = 0x1002, Device = 0x67df, Atom = "ATOM" }, Efi with { Vendor = 0x1002, Device = 0x67df, EfiCompression = 1 });

    public static byte[] Of(params RomImageSpec[] images) => Join([.. images.Select(image => image.Bytes())]);

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    public static byte[] Fill(int count, byte value)
    {
        byte[] bytes = new byte[count];
        bytes.AsSpan().Fill(value);
        return bytes;
    }

    /// <summary>The header in front of a flash dump, at the offsets of nouveau's shadowrom.c; the ROM follows at <paramref name="size"/>.</summary>
    public static byte[] Nvgi(int version, int size)
    {
        byte[] header = new byte[size];
        Encoding.ASCII.GetBytes("NVGI").CopyTo(header, 0);
        header[5] = (byte)version;
        if (version < 3)
        {
            Word(header, 6, 0x40);
            Double(header, 0x44, (uint)size);
            return header;
        }

        Double(header, 8, 0x80);
        Double(header, 0x80, 0x100);
        Encoding.ASCII.GetBytes("RFRD").CopyTo(header, 0x1100);
        Double(header, 0x1108, (uint)size);
        return header;
    }

    private static void Word(byte[] bytes, int offset, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(offset), value);

    private static void Double(byte[] bytes, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset), value);
}
