using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>
/// Makes a change: the journal first, then the files, the domains and the commands, then a look whether it took. Either all of it
/// is made, or the files are put back; whatever happens, the journal tells which.
/// </summary>
/// <param name="writer">The host.</param>
/// <param name="runner">Runs the commands; null where none is run because the host is not the running one.</param>
/// <param name="keeper">Keeps the domains; null where a change has none.</param>
internal sealed class ChangeApplier(HostWriter writer, CommandRunner? runner, IDomainKeeper? keeper = null)
{
    /// <summary>For a host as it is: commands are run on the running machine only.</summary>
    internal static ChangeApplier For(HostRoot host, IDomainKeeper? keeper = null) => new(new HostWriter(host), host.IsLive ? new CommandRunner() : null, keeper);

    /// <summary>Makes the change.</summary>
    /// <param name="plan">What to do.</param>
    /// <param name="verify">Reads back and throws a <see cref="PassthroughException"/> if the change did not take; null where there is nothing to read.</param>
    /// <param name="watcher">Told what is done.</param>
    /// <exception cref="ChangeException">It was refused, or failed and was rolled back.</exception>
    /// <exception cref="OperationCanceledException">It was stopped, and rolled back.</exception>
    internal PassthroughChange Apply(ChangePlan plan, Action? verify = null, ChangeWatcher? watcher = null)
    {
        plan.Check(writer.Host);
        using Journal journal = Journal.OpenOrCreate(writer);
        using IDisposable held = journal.Lock();
        if (journal.Read().FirstOrDefault(entry => entry.IsOpen) is JournalEntry open) throw ChangeException.Open(open);
        JournalEntry entry = Describe(plan, journal.NextId());
        CheckRoom(plan);
        journal.Begin(entry);
        return Make(journal, entry, plan, verify, watcher ?? ChangeWatcher.None);
    }

    private PassthroughChange Make(Journal journal, JournalEntry entry, ChangePlan plan, Action? verify, ChangeWatcher watcher)
    {
        EntryCommands commands = new(writer, journal, runner);
        EntryDomains domains = new(writer, keeper);
        watcher.Expect(plan.Edits + commands.Count(plan.Commands) + (verify is null ? 0 : 1));
        try
        {
            EntryFiles.PutForward(writer, entry, watcher);
            domains.PutForward(journal, ref entry, watcher);
            commands.Run(ref entry, plan.Commands, watcher);
            if (verify is not null) watcher.Begin(Messages.Format("ChangeReadBack"));
            verify?.Invoke();
            return new PassthroughChange(journal.Write(entry with { State = ChangeState.Done }), writer.Host);
        }
        catch (Exception cause)
        {
            PassthroughChange failed = RollBack(journal, entry, plan, domains, commands, cause);
            if (cause is not PassthroughException) throw;
            throw ChangeException.Failed(failed, cause);
        }
    }

    // Nothing is told from here on: whoever watches may be the one who stopped us.
    private PassthroughChange RollBack(Journal journal, JournalEntry entry, ChangePlan plan, EntryDomains domains, EntryCommands commands, Exception cause)
    {
        try
        {
            EntryFiles.PutBack(writer, entry, ChangeWatcher.None);
        }
        catch (PassthroughException exception)
        {
            throw LeaveOpen(journal, entry, cause, exception.Message);
        }

        IReadOnlyList<PassthroughException> undefined = domains.PutBack(entry, ChangeWatcher.None);
        if (undefined.Count > 0) throw LeaveOpen(journal, entry, cause, string.Join(' ', undefined.Select(problem => problem.Message)));
        IReadOnlyList<string> problems = commands.TakeBack(entry, plan.Commands);
        if (problems.Count > 0) throw LeaveOpen(journal, entry, cause, string.Join(' ', problems));
        return new PassthroughChange(journal.Write(entry with { State = ChangeState.Failed, Problem = cause.Message }), writer.Host);
    }

    private ChangeException LeaveOpen(Journal journal, JournalEntry entry, Exception cause, string remains)
    {
        JournalEntry open = entry with { Problem = $"{cause.Message} {remains}" };
        try
        {
            journal.Write(open);
        }
        catch (HostWriteException)
        {
            // The entry stays as it was written before: open, which is true.
        }

        return ChangeException.LeftOpen(new PassthroughChange(open, writer.Host), cause, remains);
    }

    private JournalEntry Describe(ChangePlan plan, int id)
    {
        PlannedFile[] files = [.. plan.Files.Where(file => file.ChangesSomething)];
        return new JournalEntry
        {
            Schema = JournalEntry.CurrentSchema,
            Id = id,
            Time = DateTime.UtcNow,
            Command = plan.Command,
            Summary = plan.Summary,
            State = ChangeState.Open,
            RebootRequired = plan.RebootRequired,
            Directories = [.. files.SelectMany(file => FilePlace.MissingParents(writer, file.Path)).Distinct()],
            Files = [.. files.Select(Describe)],
            Domains = new EntryDomains(writer, keeper).Describe(plan),
            Arguments = plan.Arguments,
            Commands = [.. plan.Commands.Select(JournalCommand.Of)],
            UndoCommands = [],
        };
    }

    // The last look at the file before the journal says what it was.
    private JournalFile Describe(PlannedFile file)
    {
        using FilePlace? place = FilePlace.Find(writer, file.Path);
        using WritableFile? current = place?.Directory.OpenFile(place.Name);
        if (!AtomicFile.Same(AtomicFile.Read(writer, file.Path), file.Old)) throw ChangeException.Moved(writer.Host.Describe(file.Path));
        place?.Directory.CheckSafe(place.Name);
        FileTraits traits = current is null ? new FileTraits { Mode = (uint)file.Mode } : FileTraits.Of(current);
        return new JournalFile { Path = file.Path, RealPath = place?.Path ?? file.Path, Old = file.Old, New = file.New, Traits = traits };
    }

    private void CheckRoom(ChangePlan plan)
    {
        if (runner is null) return;
        foreach (PlannedSpace need in plan.Space)
        {
            if (writer.FreeBytes(need.Directory) is long free && free < need.Bytes) throw ChangeException.NoRoom(writer.Host.Describe(need.Directory), free, need.Bytes);
        }
    }
}
