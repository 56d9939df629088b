using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Binding;
using GpuPassthrough.Boot;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Commands;

/// <summary>Undo-PassthroughChange: takes changes of this module back.</summary>
[Cmdlet(VerbsCommon.Undo, "PassthroughChange", DefaultParameterSetName = "Id", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PassthroughChange))]
public sealed class UndoPassthroughChangeCommand : RecordedCommand
{
    private readonly List<ChangeTarget> _targets = [];

    /// <summary>The changes of these numbers; the newest one when none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Id")]
    [ChangeTargetTransformation]
    [AllowEmptyCollection]
    public ChangeTarget[]? Id { get; set; }

    /// <summary>All changes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "All")]
    public SwitchParameter All { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => _targets.AddRange(Id ?? []);

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        if (_targets.Count == 0 && (Id is not null || MyInvocation.ExpectingInput)) return;
        using HostRoot host = OpenHostOf(_targets.Select(HostClaim.Of));
        using DomainKeeper keeper = new(host);
        ChangeUndoer undoer = ChangeUndoer.For(host, BootConfiguration.Refreshers, keeper);
        IReadOnlyList<UndoPlan> plans = undoer.Plan([.. _targets.Select(target => target.Id).Distinct()], All);
        if (plans.Count == 0) WriteVerbose($"There is nothing to undo on the host at {host.Path}.");
        if (plans.Count == 0 && undoer.HasLeftovers() && ShouldProcess(host.Path, Messages.Format("ChangeTidy"))) undoer.Tidy();
        foreach (UndoPlan plan in plans) Undo(host, undoer, plan);
    });

    private void Undo(HostRoot host, ChangeUndoer undoer, UndoPlan plan)
    {
        PassthroughChange change = Approve(host, plan.Plan)
            ? Carry(plan.Plan, watcher => undoer.Undo(plan, watcher))
            : new PassthroughChange(plan.Plan, host);
        if (PassThru) WriteObject(change);
    }
}
