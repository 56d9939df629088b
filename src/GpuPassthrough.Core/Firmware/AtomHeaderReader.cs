namespace GpuPassthrough.Firmware;

/// <summary>Reads AMD's ATOM header, as amdgpu's check_atom_bios finds it.</summary>
internal static class AtomHeaderReader
{
    private const int PointerOffset = 0x48;

    internal static GpuRomAtomHeader? Read(ReadOnlySpan<byte> image)
    {
        int offset = RomBytes.Word(image, PointerOffset);
        if (offset == 0) return null;
        string? signature = RomBytes.StartsWith(image, offset + 4, "ATOM"u8) ? "ATOM" : RomBytes.StartsWith(image, offset + 4, "MOTA"u8) ? "MOTA" : null;
        return signature is null ? null : new GpuRomAtomHeader(signature, offset, image[offset + 2], image[offset + 3]);
    }
}
