using System.Text.Json.Serialization;
using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>A command in an entry of the journal. It is a record of what was run, and never run from here.</summary>
internal sealed record JournalCommand
{
    public required string[] Arguments { get; init; }

    public required bool IsRefresher { get; init; }

    public CommandState State { get; init; }

    public int? ExitCode { get; init; }

    public string? Output { get; init; }

    /// <summary>It may have acted on the files as they were then.</summary>
    [JsonIgnore]
    internal bool HasStarted => State != CommandState.Pending;

    public override string ToString() => CommandText.Of(Arguments);

    internal static JournalCommand Of(PlannedCommand command) => new() { Arguments = [.. command.Arguments], IsRefresher = command.IsRefresher };
}
