using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>A change of a host as the journal has it, or one that is only planned.</summary>
public sealed class PassthroughChange
{
    internal PassthroughChange(JournalEntry entry, HostRoot host)
    {
        Id = entry.Id;
        Time = entry.Time;
        Command = entry.Command;
        Summary = entry.Summary;
        Files = [.. entry.Files.Select(file => new ChangedFile(file.Path, file.Old, file.New))];
        Domains = [.. (entry.Domains ?? []).Select(domain => new ChangedDomain(domain.Name, domain.Uuid, domain.Uri, domain.Old, domain.Outcome, domain.Added))];
        Commands = [.. entry.CurrentCommands.Select(command => new ChangedCommand(command))];
        State = entry.State;
        RebootRequired = entry.RebootRequired;
        Problem = entry.Problem;
        HostRoot = host.Path;
        HostId = host.Id;
    }

    internal PassthroughChange(ChangePlan plan, HostRoot host)
    {
        Command = plan.Command;
        Summary = plan.Summary;
        Files = [.. plan.Files.Where(file => file.ChangesSomething).Select(file => new ChangedFile(file.Path, file.Old, file.New))];
        Domains = [.. plan.Domains.Where(domain => domain.ChangesSomething).Select(domain => new ChangedDomain(domain.Name, domain.Uuid, domain.Uri, domain.Old, domain.New, []))];
        Commands = [.. plan.Commands.Select(command => new ChangedCommand(command))];
        State = ChangeState.Planned;
        RebootRequired = plan.RebootRequired;
        HostRoot = host.Path;
        HostId = host.Id;
    }

    /// <summary>The number by which the change is undone; null when it is only planned.</summary>
    public int? Id { get; }

    /// <summary>When it was begun, in universal time; null when it is only planned.</summary>
    public DateTime? Time { get; }

    /// <summary>The cmdlet that made it.</summary>
    public string Command { get; }

    /// <summary>What it is, in one line.</summary>
    public string Summary { get; }

    /// <summary>What it did to which file.</summary>
    public ChangedFile[] Files { get; }

    /// <summary>What it did to the definition of which libvirt domain.</summary>
    public ChangedDomain[] Domains { get; }

    /// <summary>The commands that belong to it; once it is undone, those that belong to the undoing.</summary>
    public ChangedCommand[] Commands { get; }

    /// <summary>Where it stands.</summary>
    public ChangeState State { get; }

    /// <summary>True when it works only after the host was started again.</summary>
    public bool RebootRequired { get; }

    /// <summary>What went wrong; null when nothing did.</summary>
    public string? Problem { get; }

    /// <summary>The directory that is the host's root: <c>/</c> for the running machine.</summary>
    public string HostRoot { get; }

    /// <summary>Tells the host from others without naming it: a salted hash of its machine id.</summary>
    public string? HostId { get; }

    /// <summary>The number and what it is.</summary>
    public override string ToString() => Id is int id ? $"{id}: {Summary}" : Summary;
}
