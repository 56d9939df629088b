using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>How a function's ROM is to be had.</summary>
/// <param name="Device">The function, with its details.</param>
/// <param name="Source">Where the ROM comes from.</param>
/// <param name="Path">The file it is read from.</param>
internal sealed record RomPlan(PciDevice Device, GpuRomSource Source, string Path);
