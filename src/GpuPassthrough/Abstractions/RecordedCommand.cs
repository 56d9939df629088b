using System.ComponentModel;
using System.Management.Automation;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Abstractions;

/// <summary>A command whose changes are shown before, recorded, and can be undone.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RecordedCommand : HostCommand, IDisposable
{
    /// <summary>The tag with which information is shown like what Write-Host writes.</summary>
    private const string ShownByTheHost = "PSHOST";

    private readonly CancellationTokenSource _stop = new();

    /// <summary>Returns what was changed; with -WhatIf what would be.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Ends what is under way: the pipeline was stopped.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <inheritdoc />
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what the command holds.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _stop.Dispose();
    }

    /// <summary>Shows the plan, with the differences, and asks whether to go on.</summary>
    private protected bool Approve(HostRoot host, ChangePlan plan)
    {
        string text = PlanText.Of(host, plan);
        return ShouldProcess(text, Messages.Format("ChangeQuestion", text), plan.Command);
    }

    /// <summary>Runs the work; stopping it ends it in order, with the files put back.</summary>
    private protected PassthroughChange Carry(ChangePlan plan, Func<ChangeWatcher, PassthroughChange> work)
    {
        ChangeWatcher watcher = new() { Step = step => Show(plan.Summary, step), Note = WriteVerbose, Output = line => Progress.Detail(PlanText.Line(line)), Stop = _stop.Token };
        PassthroughChange change;
        try
        {
            change = work(watcher);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        Warn(change);
        foreach (string note in plan.Notes) Say(note);
        return change;
    }

    /// <summary>Shows a sentence as Write-Host does.</summary>
    private protected void Say(string text) => WriteInformation(new HostInformationMessage { Message = text }, [ShownByTheHost]);

    private void Show(string activity, ChangeStep step)
    {
        WriteVerbose(step.Text);
        Progress.Step(activity, step.Text, step.Number, step.Total);
    }

    private void Warn(PassthroughChange change)
    {
        string[] pending = [.. change.Commands.Where(command => command.State == CommandState.Pending).Select(command => "  " + command.CommandLine)];
        if (pending.Length > 0) WriteWarning(Messages.Format("ChangePending", string.Join('\n', pending)));
        if (change.RebootRequired) WriteWarning(Messages.Format("ChangeReboot"));
    }
}
