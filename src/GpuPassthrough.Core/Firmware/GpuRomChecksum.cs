namespace GpuPassthrough.Firmware;

/// <summary>Whether the bytes of an image add up to 0 modulo 256.</summary>
public enum GpuRomChecksum
{
    /// <summary>The format has none: only images for an x86 BIOS do.</summary>
    None,

    /// <summary>It is right.</summary>
    Valid,

    /// <summary>It is wrong.</summary>
    Invalid,

    /// <summary>The image is not there as a whole.</summary>
    Unknown,
}
