namespace GpuPassthrough.Firmware;

/// <summary>Where the bytes of a ROM came from.</summary>
public enum GpuRomSource
{
    /// <summary>A file.</summary>
    File,

    /// <summary>The card's ROM BAR, through the <c>rom</c> attribute of sysfs.</summary>
    RomBar,

    /// <summary>The firmware's copy in the ACPI table VFCT.</summary>
    AcpiVfct,
}
