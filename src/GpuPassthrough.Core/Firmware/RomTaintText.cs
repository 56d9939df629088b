namespace GpuPassthrough.Firmware;

/// <summary>What a ROM's taint means, in words.</summary>
internal static class RomTaintText
{
    /// <summary>The warning; null for a clean one.</summary>
    internal static string? Of(GpuRom rom) => rom.Taint switch
    {
        GpuRomTaint.Clean => null,
        GpuRomTaint.HostDriverBoundThisBoot => Messages.Format("RomTaintHostDriver", rom.PciDevice),
        GpuRomTaint.GuestUsedThisBoot => Messages.Format("RomTaintGuest", rom.PciDevice),
        GpuRomTaint.BootVga => Messages.Format("RomTaintBootVga", rom.PciDevice),
        _ => Messages.Format("RomTaintUnknown", rom.PciDevice),
    };
}
