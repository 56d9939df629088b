namespace GpuPassthrough.Firmware;

/// <summary>What may have altered a ROM between power-on and reading it.</summary>
public enum GpuRomTaint
{
    /// <summary>It is not known.</summary>
    Unknown,

    /// <summary>Nothing that is known of.</summary>
    Clean,

    /// <summary>A driver of the host was bound to the card since this boot.</summary>
    HostDriverBoundThisBoot,

    /// <summary>A guest had the card since this boot.</summary>
    GuestUsedThisBoot,

    /// <summary>The firmware used the card for the boot screen and ran its ROM.</summary>
    BootVga,
}
