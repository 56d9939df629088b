using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>Reads the header of an EFI image and says what firmware would hold against it, as edk2's PciBusDxe decides.</summary>
internal static class EfiHeaderReader
{
    private const uint Signature = 0x0ef1;
    private const int BootServiceDriver = 0x0b;
    private const int RuntimeDriver = 0x0c;
    private const int UefiCompression = 1;

    /// <param name="image">The image, or what there is of it.</param>
    /// <param name="length">Its length as it says itself.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <returns>The header; null when there is none.</returns>
    internal static GpuRomEfiHeader? Read(ReadOnlySpan<byte> image, long length, RomProblems problems)
    {
        if (RomBytes.DoubleWord(image, 0x04) != Signature)
        {
            problems.Error("RomEfiSignature");
            return null;
        }

        int size = RomBytes.Word(image, 0x02) * RomBytes.Block;
        int subsystem = RomBytes.Word(image, 0x08);
        int compression = RomBytes.Word(image, 0x0c);
        int driver = RomBytes.Word(image, 0x16);
        bool isInside = size <= length && driver < size;
        bool isDriver = subsystem is BootServiceDriver or RuntimeDriver;
        bool isPacked = compression == UefiCompression;
        if (!isInside) problems.Error("RomEfiBounds", driver, size, length);
        if (!isDriver) problems.Warn("RomEfiSubsystem", subsystem);
        if (compression > UefiCompression) problems.Warn("RomEfiCompression", compression);
        bool isProgram = isPacked || compression > UefiCompression || !isInside || RomBytes.StartsWith(image, driver, "MZ"u8);
        if (!isProgram) problems.Warn("RomEfiNoProgram", Hex(driver));
        return new GpuRomEfiHeader
        {
            Subsystem = subsystem,
            Machine = HexText.Word(RomBytes.Word(image, 0x0a)),
            Compression = compression,
            InitializationSize = size,
            DriverOffset = driver,
            IsLoadable = isInside && isDriver && isProgram && compression <= UefiCompression,
        };
    }

    private static string Hex(long value) => RomProblems.Hex(value);
}
