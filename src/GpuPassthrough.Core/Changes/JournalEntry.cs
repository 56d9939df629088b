using System.Text.Json.Serialization;

namespace GpuPassthrough.Changes;

/// <summary>One change in the journal: one JSON document.</summary>
internal sealed record JournalEntry
{
    internal const int CurrentSchema = 1;

    public required int Schema { get; init; }

    public required int Id { get; init; }

    public required DateTime Time { get; init; }

    public required string Command { get; init; }

    public required string Summary { get; init; }

    public required ChangeState State { get; init; }

    public required bool RebootRequired { get; init; }

    public string? Problem { get; init; }

    /// <summary>Directories that were made for its files, the topmost first.</summary>
    public required string[] Directories { get; init; }

    public required JournalFile[] Files { get; init; }

    /// <summary>Domains that got another definition; null where there are none.</summary>
    public JournalDomain[]? Domains { get; init; }

    /// <summary>What the commands did to arguments that a program of the host keeps; null where they touched none.</summary>
    public ArgumentChange? Arguments { get; init; }

    public required JournalCommand[] Commands { get; init; }

    /// <summary>The commands of the taking back; empty until then.</summary>
    public required JournalCommand[] UndoCommands { get; init; }

    /// <summary>Begun and not ended: whoever did it was interrupted, or is at it now.</summary>
    [JsonIgnore]
    internal bool IsOpen => State is ChangeState.Open or ChangeState.Undoing;

    [JsonIgnore]
    internal bool CanBeUndone => IsOpen || State == ChangeState.Done;

    [JsonIgnore]
    internal JournalCommand[] CurrentCommands => State is ChangeState.Undoing or ChangeState.Undone ? UndoCommands : Commands;

    internal JournalEntry WithDomain(int index, JournalDomain domain)
    {
        JournalDomain[] domains = [.. Domains!];
        domains[index] = domain;
        return this with { Domains = domains };
    }

    internal JournalEntry WithCommand(int index, JournalCommand command)
    {
        bool isUndo = State == ChangeState.Undoing;
        JournalCommand[] commands = [.. isUndo ? UndoCommands : Commands];
        commands[index] = command;
        return isUndo ? this with { UndoCommands = commands } : this with { Commands = commands };
    }
}
