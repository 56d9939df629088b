namespace GpuPassthrough.Firmware;

/// <summary>NVIDIA's IFR header in front of the ROM in flash memory, as nouveau's shadowrom.c and NVIDIA's open driver read it.</summary>
internal static class NvidiaFlashHeader
{
    private const int FlashStatusSize = 4096;
    private const int Window = 0x100000;

    internal static bool IsAt(ReadOnlySpan<byte> content) => content.StartsWith("NVGI"u8);

    /// <summary>Reads the header; null when its layout is not known or leads to no ROM.</summary>
    internal static GpuRomVendorHeader? Read(ReadOnlySpan<byte> content)
    {
        int version = RomBytes.Byte(content, 5);
        long? directory = null;
        long offset;
        if (version is 1 or 2)
        {
            offset = RomBytes.DoubleWord(content, (RomBytes.Word(content, 6) & 0x7fff) + 4);
        }
        else
        {
            uint total = RomBytes.DoubleWord(content, 8) & 0xfffff;
            directory = (long)RomBytes.DoubleWord(content, total) + FlashStatusSize;
            if (version != 3 || !RomBytes.StartsWith(content, directory.Value, "RFRD"u8)) return null;
            offset = RomBytes.DoubleWord(content, directory.Value + 8);
        }

        bool isRom = offset is > 0 and < Window && offset % 4 == 0 && RomBytes.StartsWith(content, offset, RomStart.Signature);
        return isRom ? new GpuRomVendorHeader(version, offset, directory) : null;
    }
}
