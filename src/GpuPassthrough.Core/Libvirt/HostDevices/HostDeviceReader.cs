using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>Reads the host devices of domains.</summary>
internal static class HostDeviceReader
{
    internal static IReadOnlyList<DomainHostDevice> Read(DomainDefinition domain, IReadOnlyList<PciDevice> devices)
    {
        Dictionary<PciAddress, PciDevice> byAddress = devices.ToDictionary(device => device.Address);
        return [.. HostDeviceEntry.All(domain.Document.Root)
            .Where(entry => entry.IsHostDevice)
            .Select(entry => new DomainHostDevice(domain, entry, byAddress.GetValueOrDefault(entry.Host)))];
    }
}
