using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Binding;
using GpuPassthrough.Changes;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Vfio;
using GpuPassthrough.Vfio.Guards;
using GpuPassthrough.Vfio.Stubs;

namespace GpuPassthrough.Commands;

/// <summary>Set-VfioStub: leaves functions to vfio-pci from the next start on.</summary>
[Cmdlet(VerbsCommon.Set, "VfioStub", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(VfioStub), typeof(PassthroughChange))]
public sealed class SetVfioStubCommand : StubCommand
{
    /// <summary>The functions. With each come all endpoints of its IOMMU group and all functions of its card.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [PciTargetTransformation]
    [ArgumentCompleter(typeof(AddressCompleter))]
    [AllowEmptyCollection]
    public PciTarget[]? Address { get; set; }

    /// <summary>How the kernel is told which functions are meant.</summary>
    [Parameter]
    public VfioStubMethod By { get; set; }

    /// <summary>Guards to overrule, by name.</summary>
    [Parameter]
    public PassthroughGuard[] Allow { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord() => Collect(Address);

    /// <inheritdoc />
    private protected override void Emit(HostRoot host, PassthroughChange? change) => WriteObject(Result(host, change), enumerateCollection: true);

    /// <inheritdoc />
    private protected override StubPlan Plan(StubHost scene)
    {
        if (Targets.Count == 0) return StubPlan.Nothing(Messages.Format("StubNothingNamed"));
        PciTarget[] endpoints = [.. Targets.Where(target => !target.IsBridgeOfGroup)];
        TargetChoice choice = TargetChoice.Of(scene.Inventory, scene.Host, endpoints.Length > 0 ? endpoints : Targets);
        Refuse([.. choice.Errors, .. choice.Devices.Where(device => device.IsBridge).Select(device => VfioStubException.Bridge(device.Address))]);
        Expect(PassthroughSet.Close(scene.Inventory.Devices, choice.Devices).Select(device => device.Address));
        return new StubPlanner(scene).Set(choice.Devices, By, Allow.ToHashSet());
    }
}
