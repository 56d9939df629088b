namespace GpuPassthrough.Changes;

/// <summary>A change cannot be made or taken back.</summary>
public sealed class ChangeException : PassthroughException
{
    private ChangeException(string id, object subject, Exception? inner, params object?[] arguments)
        : base(id, [subject, .. arguments], inner) => Subject = subject;

    /// <inheritdoc />
    public override object Subject { get; }

    /// <summary>The change as the journal has it now; null when it was refused before it was begun.</summary>
    public PassthroughChange? Change { get; private init; }

    internal static ChangeException PathRefused(string path) => new("ChangePathRefused", path, null);

    internal static ChangeException TooLarge(string path) => new("ChangeTooLarge", path, null);

    internal static ChangeException Busy(string root, string process) => new("ChangeBusy", root, null, process);

    internal static ChangeException Open(JournalEntry entry) => new("ChangeOpen", entry.Id, null, entry.Command, entry.Time);

    internal static ChangeException Moved(string path) => new("ChangeFileMoved", path, null);

    internal static ChangeException NoRoom(string directory, long free, long needed) =>
        new("ChangeNoRoom", directory, null, free / 1048576, (needed + 1048575) / 1048576);

    internal static ChangeException NotFound(int id, string root) => new("ChangeNotFound", id, null, root);

    internal static ChangeException NotUndoable(JournalEntry entry) => new("ChangeNotUndoable", entry.Id, null, entry.State);

    internal static ChangeException Conflict(JournalEntry entry, string path, string done, string since) =>
        new("ChangeConflict", entry.Id, null, path, done, since);

    internal static ChangeException LinkMoved(JournalEntry entry, string path, string real, string recorded) =>
        new("ChangeLinkMoved", entry.Id, null, path, recorded, real);

    internal static ChangeException Failed(PassthroughChange change, Exception cause) =>
        new("ChangeFailed", change.Id!, cause, change.Command, cause.Message) { Change = change };

    internal static ChangeException LeftOpen(PassthroughChange change, Exception cause, string remains) =>
        new("ChangeLeftOpen", change.Id!, cause, change.Command, cause.Message, remains) { Change = change };

    internal static ChangeException UndoFailed(PassthroughChange change, Exception cause) =>
        new("ChangeUndoFailed", change.Id!, cause, cause.Message) { Change = change };
}
