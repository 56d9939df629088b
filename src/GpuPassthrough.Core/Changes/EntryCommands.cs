using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>Runs the commands of an entry, and writes down each before it starts and after it has ended.</summary>
internal sealed class EntryCommands(HostWriter writer, Journal journal, CommandRunner? runner)
{
    /// <summary>How many of them are run here.</summary>
    internal int Count(IReadOnlyList<PlannedCommand> commands) => runner is null ? 0 : commands.Count;

    /// <summary>Runs them in order. On a host that is not the running one none is run; they stay pending.</summary>
    /// <param name="entry">The entry; it is changed step by step, so that it is true also when a command fails.</param>
    /// <param name="commands">What to run, one for each command of the entry.</param>
    /// <param name="watcher">Told what is run and what it prints.</param>
    internal void Run(ref JournalEntry entry, IReadOnlyList<PlannedCommand> commands, ChangeWatcher watcher)
    {
        if (runner is null) return;
        for (int index = 0; index < commands.Count; index++)
        {
            PlannedCommand command = commands[index];
            JournalCommand record = JournalCommand.Of(command);
            watcher.Stop.ThrowIfCancellationRequested();
            watcher.Begin($"Running {command}.");
            entry = journal.Write(entry.WithCommand(index, record with { State = CommandState.Running }));
            try
            {
                CommandResult result = Run(command, watcher);
                bool isDone = result.ExitCode == 0;
                entry = journal.Write(entry.WithCommand(index, record with { State = isDone ? CommandState.Done : CommandState.Failed, ExitCode = result.ExitCode, Output = result.Output }));
                if (!isDone) throw CommandException.Failed(command.Arguments, result.ExitCode, result.Output);
            }
            catch (CommandException exception) when (entry.CurrentCommands[index].State == CommandState.Running)
            {
                entry = journal.Write(entry.WithCommand(index, record with { State = CommandState.Failed, Output = exception.Output }));
                throw;
            }
        }
    }

    /// <summary>
    /// After the files were put back: takes back what commands did beside the files, the last first, and runs those that
    /// make things anew once more.
    /// </summary>
    /// <returns>What could not be done, in words; nothing when all is in step.</returns>
    internal IReadOnlyList<string> TakeBack(JournalEntry entry, IReadOnlyList<PlannedCommand> commands)
    {
        if (runner is null) return [];
        PlannedCommand[] started = [.. commands.Where((_, index) => entry.Commands[index].HasStarted)];
        IEnumerable<PlannedCommand> inverses = Enumerable.Reverse(started).Select(command => command.Inverse).OfType<PlannedCommand>();
        return [.. inverses.Concat(started.Where(command => command.IsRefresher)).Select(Problem).OfType<string>()];
    }

    private string? Problem(PlannedCommand command)
    {
        try
        {
            CommandResult result = Run(command, ChangeWatcher.None);
            return result.ExitCode == 0 ? null : CommandException.Failed(command.Arguments, result.ExitCode, result.Output).Message;
        }
        catch (CommandException exception)
        {
            return exception.Message;
        }
    }

    private CommandResult Run(PlannedCommand command, ChangeWatcher watcher)
    {
        CommandResult? result = null;
        writer.Do(WriteAction.Run, command.Arguments[0], () =>
        {
            result = runner!.Run(command.Arguments, command.Limit, watcher.Output, watcher.Stop);
            return Errno.None;
        });
        return result!;
    }
}
