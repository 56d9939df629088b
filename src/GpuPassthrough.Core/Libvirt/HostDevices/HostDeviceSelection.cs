using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>Which functions a domain gets or loses when some of them are named.</summary>
internal static class HostDeviceSelection
{
    /// <summary>What must go to a guest together, with what speaks against it.</summary>
    /// <param name="devices">All functions of the host.</param>
    /// <param name="named">The functions that were named.</param>
    /// <param name="host">The host's root, for messages.</param>
    internal static (IReadOnlyList<PciDevice> Devices, IReadOnlyList<HostDeviceException> Missing) Close(IReadOnlyList<PciDevice> devices, IReadOnlyCollection<PciAddress> named, string host)
    {
        PciDevice[] found = [.. devices.Where(device => named.Contains(device.Address))];
        if (found.Length > 0 && Array.TrueForAll(found, device => device.IsBridge)) throw HostDeviceException.Bridge(found[0].Address);
        HostDeviceException[] missing = [.. named.Except(devices.Select(device => device.Address)).Order().Select(address => HostDeviceException.Missing(address, host))];
        return (PassthroughSet.Close(devices, found), missing);
    }

    /// <summary>One error for each function that another domain has.</summary>
    internal static IEnumerable<HostDeviceException> TakenElsewhere(DomainDocument document, IReadOnlyCollection<PciAddress> functions, IEnumerable<DomainDocument> others) =>
        from other in others
        where !IsSame(document, other)
        from entry in HostDeviceEntry.All(other.Root)
        where functions.Contains(entry.Host)
        select HostDeviceException.OtherDomain(entry.Host, other.Name);

    /// <summary>The host devices of a domain that go together with those named: the rest of the cards and of their groups.</summary>
    internal static IReadOnlySet<PciAddress> Together(DomainDocument document, IReadOnlyList<PciDevice> devices, IReadOnlyCollection<PciAddress> named)
    {
        HashSet<PciAddress> set = [.. named, .. PassthroughSet.Close(devices, devices.Where(device => named.Contains(device.Address))).Select(device => device.Address)];
        return HostDeviceEntry.All(document.Root).Where(entry => entry.IsHostDevice && set.Contains(entry.Host)).Select(entry => entry.Host).ToHashSet();
    }

    private static bool IsSame(DomainDocument left, DomainDocument right) =>
        left.Uuid is string uuid && right.Uuid is string other ? string.Equals(uuid, other, StringComparison.OrdinalIgnoreCase) : left.Name == right.Name;
}
