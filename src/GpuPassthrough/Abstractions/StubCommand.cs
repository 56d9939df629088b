using System.ComponentModel;
using System.Management.Automation;
using GpuPassthrough.Changes;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Vfio;
using GpuPassthrough.Vfio.Stubs;

namespace GpuPassthrough.Abstractions;

/// <summary>A command that changes which functions are left to vfio-pci at start.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StubCommand : ChangeCommand
{
    private readonly List<PciTarget> _targets = [];
    private HashSet<PciAddress> _addresses = [];
    private IReadOnlyList<StubRecord> _stubs = [];

    /// <summary>The boot loader whose configuration is to be edited, where the host does not tell for certain.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BootLoaderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? BootLoader { get; set; }

    /// <inheritdoc />
    private protected override IReadOnlyCollection<PciTarget> Targets => _targets;

    private protected void Collect(PciTarget[]? targets) => _targets.AddRange(targets ?? []);

    /// <inheritdoc />
    private protected override ChangePlan Plan(HostRoot host)
    {
        StubHost scene = StubHost.Read(host, BootLoader, watch: ShowImage);
        StubPlan plan = Plan(scene);
        _stubs = plan.Stubs;
        foreach (string warning in plan.Warnings) WriteWarning(warning);
        Refuse([.. plan.Violations.Select(violation => violation.ToException())]);
        return plan.Change;
    }

    /// <inheritdoc />
    private protected override void Verify(HostRoot host, ChangePlan plan) =>
        new StubVerifier(StubHost.Read(host, BootLoader, watch: ShowImage)).Check(_stubs, host.IsLive, plan.Arguments is not null);

    /// <summary>Works out the change of stubs.</summary>
    private protected abstract StubPlan Plan(StubHost scene);

    /// <summary>The stubs that -PassThru returns and that are looked at afterwards.</summary>
    private protected void Expect(IEnumerable<PciAddress> addresses) => _addresses = [.. addresses];

    /// <summary>What -PassThru returns: the stubs as they are now, or the change that was only planned.</summary>
    private protected IEnumerable<object> Result(HostRoot host, PassthroughChange? change) =>
        change is { State: ChangeState.Planned } ? [change] : Read(host);

    /// <summary>One error for each; the last ends the command, so that nothing is done.</summary>
    private protected void Refuse(IReadOnlyList<PassthroughException> errors)
    {
        foreach (PassthroughException error in errors.SkipLast(1)) WriteError(error);
        if (errors.Count > 0) throw errors[^1];
    }

    private IEnumerable<VfioStub> Read(HostRoot host)
    {
        StubHost scene = StubHost.Read(host, BootLoader, watch: ShowImage);
        return new StubReader(scene).Read([.. scene.Inventory.Devices.Where(device => _addresses.Contains(device.Address))]);
    }
}
