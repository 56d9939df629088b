using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Binding;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Readiness;
using GpuPassthrough.Readiness.Checks;
using GpuPassthrough.Vfio;

namespace GpuPassthrough.Commands;

/// <summary>Test-PassthroughHost: whether passthrough works on a host, and what to do where it does not.</summary>
[Cmdlet(VerbsDiagnostic.Test, "PassthroughHost")]
[OutputType(typeof(HostCheck), typeof(bool))]
public sealed class TestPassthroughHostCommand : TargetCommand
{
    private int _begun;
    private bool _isMissing;

    /// <summary>Checks these cards too. Without it only the host.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [PciTargetTransformation]
    [ArgumentCompleter(typeof(AddressCompleter))]
    [AllowEmptyCollection]
    public PciTarget[]? Address { get; set; }

    /// <summary>The boot loader whose configuration counts, where the host does not tell for certain.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BootLoaderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? BootLoader { get; set; }

    /// <summary>Only says whether no check failed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => Collect(Address, MyInvocation.BoundParameters.ContainsKey(nameof(Address)));

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        using HostRoot host = OpenHost(Targets);
        WarnOfInterruptedChange(host);
        PciInventory inventory = PciInventory.Read(host);
        Report(inventory);
        HostScene scene = new HostScene(host, inventory, BootLoader).With(Cards(inventory, host));
        bool isReady = !_isMissing;
        foreach (HostCheck check in CheckList.Run(scene, name => Show(name, CheckList.Count(scene))))
        {
            isReady &= check.Status != HostCheckStatus.Fail;
            if (!Quiet) WriteObject(check);
        }

        if (Quiet) WriteObject(isReady);
    });

    private List<PciDevice> Cards(PciInventory inventory, HostRoot host)
    {
        List<PciTarget> endpoints = [.. Targets.Where(target => !target.IsBridgeOfGroup)];
        IReadOnlyList<PciDevice> named = Select(inventory, host, endpoints.Count > 0 ? endpoints : Targets);
        _isMissing = endpoints.Select(target => target.Address).Distinct().Count() > named.Count || named.Any(device => device.IsBridge);
        foreach (PciDevice bridge in named.Where(device => device.IsBridge)) WriteError(VfioStubException.Bridge(bridge.Address));
        return CardFunctions.Choose(inventory.Devices, [.. named.Where(device => !device.IsBridge)]);
    }

    private void Show(string name, int count) => Progress.Step(Messages.Format("ReadyActivity"), name, ++_begun, count);
}
