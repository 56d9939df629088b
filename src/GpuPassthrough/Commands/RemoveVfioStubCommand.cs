using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Binding;
using GpuPassthrough.Changes;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Vfio;
using GpuPassthrough.Vfio.Stubs;

namespace GpuPassthrough.Commands;

/// <summary>Remove-VfioStub: gives functions back to the drivers of the host from the next start on.</summary>
[Cmdlet(VerbsCommon.Remove, "VfioStub", DefaultParameterSetName = "Address", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(VfioStub), typeof(PassthroughChange))]
public sealed class RemoveVfioStubCommand : StubCommand
{
    /// <summary>The functions. With each come those that were stubbed with it: of its IOMMU group and of its card.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Address")]
    [PciTargetTransformation]
    [ArgumentCompleter(typeof(AddressCompleter))]
    [AllowEmptyCollection]
    public PciTarget[]? Address { get; set; }

    /// <summary>All stubs that this module made.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "All")]
    public SwitchParameter All { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => Collect(Address);

    /// <inheritdoc />
    private protected override void Emit(HostRoot host, PassthroughChange? change) => WriteObject(Result(host, change), enumerateCollection: true);

    /// <inheritdoc />
    private protected override StubPlan Plan(StubHost scene)
    {
        HashSet<PciAddress> stubbed = [.. scene.File.Stubs.Select(stub => stub.Address)];
        if (All && stubbed.Count == 0) WriteVerbose(Messages.Format("StubNothingToRemove", scene.Host.Path));
        if (!All) stubbed.IntersectWith(Named(scene));
        Expect(stubbed);
        return new StubPlanner(scene).Remove(stubbed);
    }

    // The function may be gone from the host: then its own address is all there is.
    private HashSet<PciAddress> Named(StubHost scene)
    {
        HashSet<PciAddress> named = [.. Targets.Where(target => !target.IsBridgeOfGroup).Select(target => target.Address)];
        IReadOnlyList<PciDevice> devices = [.. scene.Inventory.Devices.Where(device => named.Contains(device.Address))];
        named.UnionWith(PassthroughSet.Close(scene.Inventory.Devices, devices).Select(device => device.Address));
        Refuse([.. Targets.Where(target => !target.IsBridgeOfGroup && !scene.File.Stubs.Any(stub => named.Contains(stub.Address))).Select(target => Foreign(scene, target)).OfType<PassthroughException>()]);
        return named;
    }

    private static PassthroughException? Foreign(StubHost scene, PciTarget target)
    {
        PciDevice? device = scene.Inventory.Devices.FirstOrDefault(device => device.Address == target.Address);
        if (device is null) return PciDeviceNotFoundException.Among(target.Address, scene.Host.Path, scene.Inventory.Addresses);
        string[] places = [.. new ForeignStubs(scene).Of(device)];
        return places.Length == 0 ? null : VfioStubException.NotOurs(device.Address, string.Join("; ", places));
    }
}
