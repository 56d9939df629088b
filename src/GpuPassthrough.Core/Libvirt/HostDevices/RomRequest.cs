using GpuPassthrough.Pci;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>A ROM file somebody passed, by its path or as an object.</summary>
/// <param name="Path">The file on this machine, an absolute path.</param>
/// <param name="Function">The function it was read from; null when that is not known.</param>
internal sealed record RomRequest(string Path, PciAddress? Function = null);
