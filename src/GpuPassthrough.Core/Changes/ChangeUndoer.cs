using System.Globalization;
using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>
/// Takes changes back, the newest first, and ends what an interrupted one left half done. What the journal says of
/// commands is never run: they are worked out anew from the files that are put back.
/// </summary>
/// <param name="writer">The host.</param>
/// <param name="runner">Runs the commands; null where none is run because the host is not the running one.</param>
/// <param name="refreshers">
/// Answers which commands complete a taking back; null where nobody knows, and then those of the change that made things
/// anew are left to the host's owner, as pending.
/// </param>
/// <param name="keeper">Keeps the domains; null where a change that has some cannot be taken back.</param>
internal sealed class ChangeUndoer(HostWriter writer, CommandRunner? runner, Func<HostRoot, UndoQuestion, IReadOnlyList<PlannedCommand>>? refreshers, IDomainKeeper? keeper = null)
{
    private const string Cmdlet = "Undo-PassthroughChange";

    /// <summary>For a host as it is: commands are run on the running machine only.</summary>
    internal static ChangeUndoer For(HostRoot host, Func<HostRoot, UndoQuestion, IReadOnlyList<PlannedCommand>>? refreshers, IDomainKeeper? keeper = null) =>
        new(new HostWriter(host), host.IsLive ? new CommandRunner() : null, refreshers, keeper);

    /// <summary>Works out how to take back the changes of these numbers; the newest alone when none is named. Touches nothing.</summary>
    /// <exception cref="ChangeException">One of them is not there, is undone already, or a file was edited since.</exception>
    internal IReadOnlyList<UndoPlan> Plan(IReadOnlyCollection<int> ids, bool all)
    {
        using Journal? journal = Journal.Open(writer);
        IReadOnlyList<JournalEntry> entries = journal?.Read() ?? [];
        UndoView view = new();
        return [.. Choose(entries, ids, all).Select(entry => Plan(entry, view))];
    }

    /// <summary>Takes one change back.</summary>
    /// <param name="shown">The taking back as it was shown.</param>
    /// <param name="watcher">Told what is done.</param>
    /// <exception cref="ChangeException">It is not as shown any more, or failed; then the entry stays open and this can be repeated.</exception>
    internal PassthroughChange Undo(UndoPlan shown, ChangeWatcher? watcher = null)
    {
        using Journal journal = Journal.Open(writer) ?? throw ChangeException.NotFound(shown.Entry.Id, writer.Host.Path);
        using IDisposable held = journal.Lock();
        JournalEntry entry = journal.Read().FirstOrDefault(entry => entry.Id == shown.Entry.Id) ?? throw ChangeException.NotFound(shown.Entry.Id, writer.Host.Path);
        if (!entry.CanBeUndone) throw ChangeException.NotUndoable(entry);
        UndoPlan now = Plan(entry, new UndoView());
        if (!now.Plan.Equals(shown.Plan)) throw ChangeException.Moved(writer.Host.Path);
        bool isKnown = refreshers is not null;
        entry = journal.Write(entry with { State = ChangeState.Undoing, Problem = null, UndoCommands = [.. now.Plan.Commands.Select(JournalCommand.Of)] });
        return TakeBack(journal, entry, now.Plan, isKnown ? now.Plan.Commands : [], watcher ?? ChangeWatcher.None);
    }

    /// <summary>Whether an interrupted writing of the journal itself left something.</summary>
    internal bool HasLeftovers()
    {
        using Journal? journal = Journal.Open(writer);
        return journal?.HasLeftovers == true;
    }

    /// <summary>Removes what an interrupted writing of the journal itself left. Does nothing where there is no journal.</summary>
    internal void Tidy()
    {
        using Journal? journal = Journal.Open(writer);
        using IDisposable? held = journal?.Lock();
    }

    private PassthroughChange TakeBack(Journal journal, JournalEntry entry, ChangePlan plan, IReadOnlyList<PlannedCommand> refreshing, ChangeWatcher watcher)
    {
        EntryCommands commands = new(writer, journal, runner);
        watcher.Expect(plan.Edits + commands.Count(refreshing));
        try
        {
            EntryFiles.PutBack(writer, entry, watcher);
            if (new EntryDomains(writer, keeper).PutBack(entry, watcher) is [PassthroughException first, ..]) throw first;
            commands.Run(ref entry, refreshing, watcher);
        }
        catch (PassthroughException cause)
        {
            throw ChangeException.UndoFailed(new PassthroughChange(entry, writer.Host), cause);
        }

        return new PassthroughChange(journal.Write(entry with { State = ChangeState.Undone }), writer.Host);
    }

    private IEnumerable<JournalEntry> Choose(IReadOnlyList<JournalEntry> entries, IReadOnlyCollection<int> ids, bool all)
    {
        foreach (int id in ids)
        {
            JournalEntry entry = entries.FirstOrDefault(entry => entry.Id == id) ?? throw ChangeException.NotFound(id, writer.Host.Path);
            if (!entry.CanBeUndone) throw ChangeException.NotUndoable(entry);
        }

        IEnumerable<JournalEntry> undoable = entries.Where(entry => entry.CanBeUndone).OrderByDescending(entry => entry.Id);
        List<JournalEntry> chosen = [.. ids.Count > 0 ? undoable.Where(entry => ids.Contains(entry.Id)) : all ? undoable : undoable.Take(1)];
        JournalEntry? open = entries.FirstOrDefault(entry => entry.IsOpen);
        return open is null || chosen.Count == 0 || chosen.Contains(open) ? chosen.OrderByDescending(entry => entry.IsOpen).ThenByDescending(entry => entry.Id) : throw ChangeException.Open(open);
    }

    // Several at once: each finds the files as the one before it will leave them.
    private UndoPlan Plan(JournalEntry entry, UndoView view)
    {
        PlannedFile[] files = [.. entry.Files.Select(file => view.Plan(writer, entry, file))];

        return new UndoPlan(entry, new ChangePlan
        {
            Command = Cmdlet,
            Summary = string.Create(CultureInfo.InvariantCulture, $"Undo change {entry.Id} of {entry.Time:yyyy-MM-dd HH:mm} UTC: {entry.Summary}"),
            Files = files,
            Domains = [.. (entry.Domains ?? []).Select(domain => view.Plan(new EntryDomains(writer, keeper), entry, domain))],
            Commands = Commands(entry, [.. files.Where(file => file.ChangesSomething).Select(file => file.Path)]),
            Arguments = entry.Arguments?.Inverse,
            RebootRequired = entry.RebootRequired,
        });
    }

    // A change that was interrupted in its commands is refreshed even where all its files are back already.
    private IReadOnlyList<PlannedCommand> Commands(JournalEntry entry, string[] changed)
    {
        JournalCommand[] all = [.. entry.Commands.Concat(entry.UndoCommands)];
        bool hasStarted = Array.Exists(all, command => command.HasStarted) || entry.State == ChangeState.Undoing;
        if (changed.Length == 0 && !hasStarted) return [];
        if (refreshers is null) return [.. entry.Commands.Where(command => command.IsRefresher).Select(command => new PlannedCommand(command.Arguments))];
        string[] paths = hasStarted ? [.. entry.Files.Select(file => file.Path)] : changed;
        return refreshers(writer.Host, new UndoQuestion(paths, hasStarted || runner is null ? entry.Arguments?.Inverse : null));
    }
}
