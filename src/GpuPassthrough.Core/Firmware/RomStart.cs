namespace GpuPassthrough.Firmware;

/// <summary>Finds where the ROM begins in a file: at its first byte, behind NVIDIA's header, or behind something unknown.</summary>
internal static class RomStart
{
    internal static ReadOnlySpan<byte> Signature => [0x55, 0xaa];

    /// <summary>The offset of the first image, or -1; problems say what is in front, or why there is none.</summary>
    internal static int Find(ReadOnlySpan<byte> content, RomProblems problems, out GpuRomVendorHeader? header)
    {
        header = null;
        if (content.StartsWith(Signature)) return 0;
        if (NvidiaFlashHeader.IsAt(content))
        {
            header = NvidiaFlashHeader.Read(content);
            if (header is null) problems.Warn("RomVendorHeaderUnknown");
        }

        int start = (int?)header?.RomOffset ?? Search(content);
        if (start >= 0) problems.Error("RomBehindHeader", RomProblems.Hex(start));
        else Explain(content, problems);
        return start;
    }

    // The two bytes alone occur in any data: only an image whose data structure makes sense counts.
    private static int Search(ReadOnlySpan<byte> content)
    {
        int offset = 0;
        while (content[offset..].IndexOf(Signature) is int next and >= 0)
        {
            offset += next;
            PciDataStructure? data = PciDataStructure.Read(content[offset..]);
            bool isImage = data is { CodeType: GpuRomCodeType.X86Bios or GpuRomCodeType.Efi, ImageLength: > 0, StructureLength: >= PciDataStructure.SmallestLength }
                && data.Offset % 4 == 0
                && data.ImageLength <= content.Length - offset;
            if (isImage) return offset;
            offset += Signature.Length;
        }

        return -1;
    }

    private static void Explain(ReadOnlySpan<byte> content, RomProblems problems)
    {
        if (content.IsEmpty) problems.Error("RomEmpty");
        else if (RomBytes.IsPadding(content)) problems.Error("RomUniform", content[0].ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        else problems.Error("RomNone", Convert.ToHexString(content[..Math.Min(4, content.Length)]).ToLowerInvariant());
    }
}
