using System.ComponentModel;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Abstractions;

/// <summary>
/// A command that changes files of a host. It takes its input as it comes, and works out and makes one change at the
/// end, so that one refused input refuses all.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ChangeCommand : RecordedCommand
{
    /// <summary>The functions that were passed; they decide which host is meant where -HostRoot does not.</summary>
    private protected virtual IReadOnlyCollection<PciTarget> Targets => [];

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        using HostRoot host = OpenHost(Targets);
        WarnOfInterruptedChange(host);
        ChangePlan plan = Plan(host);
        if (plan.IsEmpty) WriteVerbose($"{plan.Summary}: it is so already, nothing is changed.");
        PassthroughChange? change = plan.IsEmpty ? null : Change(host, plan);
        if (PassThru) Emit(host, change);
    });

    /// <summary>Works out what to change; reads, and touches nothing.</summary>
    private protected abstract ChangePlan Plan(HostRoot host);

    /// <summary>Reads back after the files are in place and the commands have run; throws when the change did not take.</summary>
    private protected virtual void Verify(HostRoot host, ChangePlan plan)
    {
    }

    /// <summary>Writes what -PassThru asks for.</summary>
    /// <param name="host">The host, as it is now.</param>
    /// <param name="change">The change: made, only planned because of -WhatIf, or null when all was so already.</param>
    private protected abstract void Emit(HostRoot host, PassthroughChange? change);

    private PassthroughChange Change(HostRoot host, ChangePlan plan) => Approve(host, plan)
        ? Carry(plan, watcher => ChangeApplier.For(host).Apply(plan, () => Verify(host, plan), watcher))
        : new PassthroughChange(plan, host);
}
