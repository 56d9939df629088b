using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Binding;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Commands;

/// <summary>Get-PciDevice: the PCI functions of a host.</summary>
[Cmdlet(VerbsCommon.Get, "PciDevice")]
[OutputType(typeof(PciDevice))]
public sealed class GetPciDeviceCommand : DeviceQueryCommand
{
    /// <summary>Only these functions.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [PciTargetTransformation]
    [ArgumentCompleter(typeof(AddressCompleter))]
    public PciTarget[]? Address { get; set; }

    /// <summary>Only functions bound to these drivers, with wildcards.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DriverCompleter))]
    [SupportsWildcards]
    public string[]? Driver { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => Collect(Address, MyInvocation.BoundParameters.ContainsKey(nameof(Address)));

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        using HostRoot host = OpenHost(Targets);
        PciTarget[] named = [.. Targets.Where(target => !target.IsBridgeOfGroup)];
        HashSet<PciAddress> wanted = [.. named.Select(target => target.Address)];
        PciInventory inventory = PciInventory.Read(host, HasTargets ? wanted.Contains : null);
        Report(inventory);
        DeviceFilter filter = Filter(Driver);
        IReadOnlyList<PciDevice> devices = HasTargets ? Select(inventory, host, named) : inventory.Devices;
        foreach (PciDevice device in Detail(host, [.. devices.Where(filter.Matches)])) WriteObject(Shown(device));
    });

    // The view of -Detailed is a list: a table has no room for it.
    private static object Shown(PciDevice device)
    {
        if (device.Details is null) return device;
        PSObject detailed = new(device);
        detailed.TypeNames.Insert(0, typeof(PciDevice).FullName + "#Detailed");
        return detailed;
    }
}
