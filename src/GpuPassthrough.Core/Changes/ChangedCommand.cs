namespace GpuPassthrough.Changes;

/// <summary>A command of a change, and how it went.</summary>
public sealed class ChangedCommand
{
    internal ChangedCommand(JournalCommand command)
    {
        CommandLine = command.ToString();
        State = command.State;
        ExitCode = command.ExitCode;
        Output = command.Output;
    }

    internal ChangedCommand(PlannedCommand command) => CommandLine = command.ToString();

    /// <summary>The program and its arguments, as one would type them.</summary>
    public string CommandLine { get; }

    /// <summary>Whether it ran, and how it ended.</summary>
    public CommandState State { get; }

    /// <summary>Its exit code; null when it has not ended by itself.</summary>
    public int? ExitCode { get; }

    /// <summary>What it printed, cut in the middle if it was much; null when it has not run.</summary>
    public string? Output { get; }

    /// <summary>The command line.</summary>
    public override string ToString() => CommandLine;
}
