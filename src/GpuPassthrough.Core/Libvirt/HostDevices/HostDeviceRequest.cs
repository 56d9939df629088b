using GpuPassthrough.Pci;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>What a domain is to be given.</summary>
/// <param name="Functions">All functions, with what must come along.</param>
internal sealed record HostDeviceRequest(IReadOnlyCollection<PciAddress> Functions)
{
    /// <summary>ROM files, as paths on the host, by the function they are for.</summary>
    internal IReadOnlyDictionary<PciAddress, string> Roms { get; init; } = new Dictionary<PciAddress, string>();

    /// <summary>Functions whose ROM the guest is not to see.</summary>
    internal IReadOnlySet<PciAddress> WithoutRomBar { get; init; } = new HashSet<PciAddress>();
}
