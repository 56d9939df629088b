namespace GpuPassthrough.Firmware;

/// <summary>What an image is made of (code type of the PCI data structure); other values are the vendor's.</summary>
public enum GpuRomCodeType
{
    /// <summary>Code for an x86 BIOS.</summary>
    X86Bios = 0x00,

    /// <summary>Open Firmware.</summary>
    OpenFirmware = 0x01,

    /// <summary>HP PA-RISC.</summary>
    HpPaRisc = 0x02,

    /// <summary>An EFI driver.</summary>
    Efi = 0x03,

    /// <summary>NVIDIA's notebook system information.</summary>
    NvidiaNbsi = 0x70,

    /// <summary>NVIDIA's firmware security image (FwSec).</summary>
    NvidiaFwSec = 0xe0,
}
