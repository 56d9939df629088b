namespace GpuPassthrough.Firmware;

/// <summary>NVIDIA's IFR header, which stands in front of the ROM in the card's flash memory.</summary>
public sealed class GpuRomVendorHeader
{
    internal GpuRomVendorHeader(int version, long romOffset, long? directoryOffset)
    {
        Version = version;
        RomOffset = romOffset;
        DirectoryOffset = directoryOffset;
    }

    /// <summary>The four letters it begins with.</summary>
    public string Signature { get; } = "NVGI";

    /// <summary>The version of its layout: 1 to 3 are known.</summary>
    public int Version { get; }

    /// <summary>Where it says that the ROM begins, counted from the first byte of the file.</summary>
    public long RomOffset { get; }

    /// <summary>Where the ROM directory (RFRD) of version 3 is; null in versions without.</summary>
    public long? DirectoryOffset { get; }

    /// <inheritdoc />
    public override string ToString() => $"{Signature} version {Version}";
}
