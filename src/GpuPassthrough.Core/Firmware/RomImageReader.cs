namespace GpuPassthrough.Firmware;

/// <summary>Reads one image.</summary>
internal static class RomImageReader
{
    /// <summary>True when a further image begins here: the standard signature or one that nouveau knows of NVIDIA's inner images, and a data structure.</summary>
    internal static bool IsAt(ReadOnlySpan<byte> bytes) =>
        (bytes.StartsWith(RomStart.Signature) || bytes.StartsWith("VN"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0x77, 0xbb])) && PciDataStructure.Read(bytes) is not null;

    /// <param name="rest">The bytes from the image's first on.</param>
    /// <param name="offset">Where that is in the file.</param>
    /// <param name="index">The image's number.</param>
    /// <param name="problems">Takes what is wrong.</param>
    internal static GpuRomImage Read(ReadOnlySpan<byte> rest, long offset, int index, RomProblems problems)
    {
        problems.Image = index;
        PciDataStructure? data = PciDataStructure.Read(rest);
        if (data is null) return ReadLegacy(rest, offset, index, problems);

        // NVIDIA's driver takes no extension into account for this type, and no image after it.
        GpuRomNvidiaExtension? extension = data.CodeType == GpuRomCodeType.NvidiaNbsi ? null : data.ReadExtension(rest);
        int length = extension?.Length ?? data.ImageLength;
        ReadOnlySpan<byte> image = rest[..Math.Min(rest.Length, length)];
        bool isWhole = CheckLength(rest, length, problems);
        CheckStructure(data, problems);
        GpuRomEfiHeader? efi = data.CodeType == GpuRomCodeType.Efi ? EfiHeaderReader.Read(image, length, problems) : null;
        string[] list = data.ReadDeviceList(image, out bool isClosed);
        if (!isClosed) problems.Warn("RomDeviceListOpen");
        return new GpuRomImage
        {
            Index = index,
            Offset = offset,
            Length = length,
            Signature = Convert.ToHexString(rest[..2]).ToLowerInvariant(),
            CodeType = data.CodeType,
            DeviceList = list,
            Checksum = data.CodeType == GpuRomCodeType.X86Bios ? Checksum(rest, length, problems) : GpuRomChecksum.None,
            IsWellFormed = isWhole && (data.CodeType != GpuRomCodeType.Efi || efi is not null),
            Efi = efi,
            NvidiaExtension = extension,
            Atom = data.CodeType == GpuRomCodeType.X86Bios ? AtomHeaderReader.Read(image) : null,
            Data = data,
        };
    }

    /// <summary>The bytes that a checksum covers: what the image asks to be loaded, or all of it.</summary>
    internal static int SummedLength(ReadOnlySpan<byte> image, long length)
    {
        int initialization = RomBytes.Byte(image, 2) * RomBytes.Block;
        return (int)(initialization > 0 && initialization <= length ? initialization : length);
    }

    private static GpuRomImage ReadLegacy(ReadOnlySpan<byte> rest, long offset, int index, RomProblems problems)
    {
        int pointer = PciDataStructure.Pointer(rest);
        if (pointer == 0) problems.Warn("RomNoDataStructure");
        else problems.Warn("RomDataStructureLost", RomProblems.Hex(pointer));
        int length = RomBytes.Byte(rest, 2) * RomBytes.Block;
        return new GpuRomImage
        {
            Index = index,
            Offset = offset,
            Length = length,
            Signature = Convert.ToHexString(rest[..2]).ToLowerInvariant(),
            CodeType = GpuRomCodeType.X86Bios,
            DeviceList = [],
            IsWellFormed = CheckLength(rest, length, problems),
            Checksum = Checksum(rest, length, problems),
            Atom = AtomHeaderReader.Read(rest[..Math.Min(rest.Length, length)]),
        };
    }

    private static bool CheckLength(ReadOnlySpan<byte> rest, int length, RomProblems problems)
    {
        if (length == 0) problems.Error("RomImageLengthZero");
        if (length > rest.Length) problems.Error("RomImageCut", length, rest.Length);
        return length > 0 && length <= rest.Length;
    }

    private static void CheckStructure(PciDataStructure data, RomProblems problems)
    {
        if (data.Offset % 4 != 0) problems.Warn("RomDataStructureUnaligned", RomProblems.Hex(data.Offset));
        if (data.StructureLength < PciDataStructure.SmallestLength) problems.Warn("RomDataStructureShort", data.StructureLength);
        if (data.HasZeroIds) problems.Warn("RomIdsZero", data.Vendor, data.Device);
    }

    private static GpuRomChecksum Checksum(ReadOnlySpan<byte> rest, int length, RomProblems problems)
    {
        if (length == 0 || length > rest.Length) return GpuRomChecksum.Unknown;
        byte sum = RomBytes.Sum(rest[..SummedLength(rest, length)]);
        if (sum == 0 || RomBytes.Sum(rest[..length]) == 0) return GpuRomChecksum.Valid;
        problems.Error("RomChecksumWrong", RomProblems.Hex(sum));
        return GpuRomChecksum.Invalid;
    }
}
