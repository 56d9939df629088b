namespace GpuPassthrough.Firmware;

/// <summary>Which firmware of a guest would run an image of a ROM as it stands, the card's IDs being those of the image.</summary>
public sealed class GpuRomBootability
{
    internal GpuRomBootability(bool bios, bool uefi)
    {
        Bios = bios;
        Uefi = uefi;
    }

    /// <summary>SeaBIOS: the chain from the first byte leads to an image for an x86 BIOS with a right checksum.</summary>
    public bool Bios { get; }

    /// <summary>OVMF: the chain from the first byte leads to a well-formed EFI driver for x64.</summary>
    public bool Uefi { get; }

    /// <inheritdoc />
    public override string ToString() => (Bios, Uefi) switch
    {
        (true, true) => "Bios, Uefi",
        (true, false) => "Bios",
        (false, true) => "Uefi",
        _ => "None",
    };
}
