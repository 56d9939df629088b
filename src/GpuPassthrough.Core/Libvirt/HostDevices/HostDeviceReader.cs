using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>Reads the host devices of domains.</summary>
internal static class HostDeviceReader
{
    internal static IReadOnlyList<DomainHostDevice> Read(DomainDocument document, IReadOnlyList<PciDevice> devices)
    {
        Dictionary<PciAddress, PciDevice> byAddress = devices.ToDictionary(device => device.Address);
        return [.. HostDeviceEntry.All(document.Root)
            .Where(entry => entry.IsHostDevice)
            .Select(entry => new DomainHostDevice(document.Name, entry, byAddress.GetValueOrDefault(entry.Host)))];
    }
}
