using System.ComponentModel;
using System.Management.Automation;
using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Changes;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;

namespace GpuPassthrough.Abstractions;

/// <summary>A command that changes kernel arguments in the configuration of the boot loader.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class KernelArgumentCommand : ChangeCommand
{
    private IReadOnlyList<ArgumentEdit> _edits = [];

    /// <summary>The boot loader whose configuration is changed, where its user knows better than what can be seen.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BootLoaderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? BootLoader { get; set; }

    /// <summary>What the change is, in one line.</summary>
    private protected abstract string Summary { get; }

    /// <summary>What is wished.</summary>
    private protected abstract IReadOnlyList<ArgumentEdit> Edits(HostRoot host, BootConfiguration boot);

    private protected sealed override ChangePlan Plan(HostRoot host)
    {
        BootConfiguration boot = BootConfiguration.Read(host, BootLoader);
        _edits = Edits(host, boot);
        BootPart part = _edits.Count == 0 ? BootPart.Nothing : boot.PlanArguments(_edits);
        foreach (string note in part.Notes) Say(note);
        return new ChangePlan
        {
            Command = MyInvocation.MyCommand.Name,
            Summary = Summary,
            Files = part.Files,
            Commands = part.Commands,
            Space = part.Space,
            Arguments = part.Arguments,
            RebootRequired = part.ChangesSomething,
        };
    }

    // A program that keeps the arguments has not run on a host that is not this machine.
    private protected sealed override void Verify(HostRoot host, ChangePlan plan)
    {
        if (plan.Arguments is not null && !host.IsLive) return;
        BootPart left = BootConfiguration.Read(host, BootLoader).PlanArguments(_edits);
        if (left.ChangesSomething) throw new BootConfigurationException("ArgumentNotTaken", host.Path, string.Join(", ", _edits.Select(edit => edit.Name)));
    }

    /// <summary>The arguments as they are configured now; with -WhatIf, and where commands are still to be run, as they will be.</summary>
    private protected IReadOnlyList<KernelArgument> Result(HostRoot host, PassthroughChange? change)
    {
        BootConfiguration boot = BootConfiguration.Read(host, BootLoader);
        bool isAhead = change?.State == ChangeState.Planned || (change is not null && Array.Exists(change.Commands, command => command.State == CommandState.Pending));
        return boot.Compare(isAhead ? _edits : []);
    }
}
