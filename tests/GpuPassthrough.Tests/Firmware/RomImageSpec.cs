using System.Buffers.Binary;

namespace GpuPassthrough.Tests.Firmware;

/// <summary>
/// One image of a ROM, field by field at the offsets of the PCI Firmware Specification, the UEFI specification and, for
/// NVIDIA's and AMD's additions, the readers in Linux (nouveau, amdgpu).
/// </summary>
internal sealed record RomImageSpec
{
    public const int DataStructure = 0x1c;
    public const int Extension = 0x40;

    public int Blocks { get; init; } = 4;

    public int? DeclaredBlocks { get; init; }

    public ushort Signature { get; init; } = 0xaa55;

    public int Pointer { get; init; } = DataStructure;

    public string StructureName { get; init; } = "PCIR";

    public ushort Vendor { get; init; } = 0x10de;

    public ushort Device { get; init; } = 0x1c03;

    public ushort[] DeviceList { get; init; } = [];

    public byte StructureRevision { get; init; }

    public ushort StructureLength { get; init; } = 0x18;

    public byte CodeType { get; init; }

    public bool IsLast { get; init; }

    public (ushort Blocks, bool IsLast)? Npde { get; init; }

    public string? Atom { get; init; }

    public bool HasChecksum { get; init; } = true;

    public byte[] Entry { get; init; } = [0xeb, 0x20];

    public uint EfiSignature { get; init; } = 0x0ef1;

    public ushort EfiSubsystem { get; init; } = 0x0b;

    public ushort EfiMachine { get; init; } = 0x8664;

    public ushort EfiCompression { get; init; }

    public ushort EfiDriver { get; init; } = 0x100;

    public ushort? EfiBlocks { get; init; }

    public byte[] Bytes()
    {
        byte[] image = new byte[Blocks * 512];
        new Random(CodeType + Blocks).NextBytes(image.AsSpan(0x200));
        image.AsSpan(0x200).Replace((byte)0x55, (byte)0x54);
        Word(image, 0x00, Signature);
        Word(image, 0x18, (ushort)Pointer);
        if (Pointer == DataStructure) WriteStructure(image);
        if (CodeType == 3) WriteEfi(image);
        if (CodeType == 0) WriteLegacy(image);
        return image;
    }

    private void WriteStructure(byte[] image)
    {
        Text(image, DataStructure, StructureName);
        Word(image, DataStructure + 0x04, Vendor);
        Word(image, DataStructure + 0x06, Device);
        Word(image, DataStructure + 0x0a, StructureLength);
        image[DataStructure + 0x0c] = StructureRevision;
        (image[DataStructure + 0x0d], image[DataStructure + 0x0e], image[DataStructure + 0x0f]) = (0x00, 0x00, 0x03);
        Word(image, DataStructure + 0x10, (ushort)(DeclaredBlocks ?? Blocks));
        Word(image, DataStructure + 0x12, 0x0102);
        image[DataStructure + 0x14] = CodeType;
        image[DataStructure + 0x15] = (byte)(IsLast ? 0x80 : 0);
        if (DeviceList.Length > 0)
        {
            Word(image, DataStructure + 0x08, 0x80);
            for (int index = 0; index < DeviceList.Length; index++) Word(image, DataStructure + 0x80 + (index * 2), DeviceList[index]);
        }

        if (Npde is not var (blocks, isLast)) return;
        Text(image, Extension, "NPDE");
        Word(image, Extension + 0x04, 0x0100);
        Word(image, Extension + 0x06, 0x000b);
        Word(image, Extension + 0x08, blocks);
        image[Extension + 0x0a] = (byte)(isLast ? 0x80 : 0);
    }

    private void WriteEfi(byte[] image)
    {
        Word(image, 0x02, EfiBlocks ?? (ushort)Blocks);
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(0x04), EfiSignature);
        Word(image, 0x08, EfiSubsystem);
        Word(image, 0x0a, EfiMachine);
        Word(image, 0x0c, EfiCompression);
        Word(image, 0x16, EfiDriver);
        if (EfiCompression == 0 && EfiDriver < image.Length) Text(image, EfiDriver, "MZ");
    }

    private void WriteLegacy(byte[] image)
    {
        image[2] = (byte)Blocks;
        Entry.CopyTo(image, 3);
        if (Atom is not null)
        {
            Word(image, 0x48, 0x120);
            image[0x122] = 1;
            image[0x123] = 2;
            Text(image, 0x124, Atom);
        }

        image[^1] = 0;
        if (HasChecksum) image[^1] = (byte)-image.Aggregate(0, (sum, value) => sum + value);
        else image[^1] = (byte)(7 - image.Aggregate(0, (sum, value) => sum + value));
    }

    private static void Word(byte[] bytes, int offset, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(offset), value);

    private static void Text(byte[] bytes, int offset, string text) => System.Text.Encoding.ASCII.GetBytes(text).CopyTo(bytes, offset);
}
