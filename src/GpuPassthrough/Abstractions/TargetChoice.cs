using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Abstractions;

/// <summary>The functions that were named, as the host has them.</summary>
/// <param name="Devices">Those that are there and are what the object said, in the order of their addresses.</param>
/// <param name="Errors">One error for each other.</param>
internal sealed record TargetChoice(IReadOnlyList<PciDevice> Devices, IReadOnlyList<PassthroughException> Errors)
{
    internal static TargetChoice Of(PciInventory inventory, HostRoot host, IEnumerable<PciTarget> targets)
    {
        Dictionary<PciAddress, PciDevice> byAddress = inventory.Devices.ToDictionary(device => device.Address);
        List<PciDevice> devices = [];
        List<PassthroughException> errors = [];
        foreach (IGrouping<PciAddress, PciTarget> named in targets.GroupBy(target => target.Address).OrderBy(named => named.Key))
        {
            if (!byAddress.TryGetValue(named.Key, out PciDevice? device)) errors.Add(Missing(inventory, host, named.Key));
            else if (named.FirstOrDefault(target => target.ExpectedId is HardwareId id && id != device.Facts.Id) is PciTarget changed) errors.Add(new PciDeviceChangedException(named.Key, changed.ExpectedId!.Value, device.Facts.Id));
            else devices.Add(device);
        }

        return new TargetChoice(devices, errors);
    }

    // One that is there but could not be read has an error of its own.
    private static PassthroughException Missing(PciInventory inventory, HostRoot host, PciAddress address) =>
        inventory.Errors.FirstOrDefault(error => error.Address == address.ToString()) ?? (PassthroughException)PciDeviceNotFoundException.Among(address, host.Path, inventory.Addresses);
}
