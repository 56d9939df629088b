using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>What the journal of a host tells those who only read it. Nothing is touched.</summary>
internal static class ChangeHistory
{
    /// <summary>All changes, the newest first, and what of the journal cannot be read.</summary>
    internal static IReadOnlyList<PassthroughChange> Read(HostRoot host, out IReadOnlyList<JournalException> errors)
    {
        errors = [];
        using Journal? journal = Journal.Open(new HostWriter(host));
        return [.. (journal?.Read(out errors) ?? []).Reverse().Select(entry => new PassthroughChange(entry, host))];
    }

    /// <summary>
    /// A sentence about a change that was interrupted, for all who read the configuration of a host; null where there is
    /// none, or this user may not know.
    /// </summary>
    internal static string? Interrupted(HostRoot host)
    {
        try
        {
            using Journal? journal = Journal.Open(new HostWriter(host));
            JournalEntry? open = journal?.Read(out _).FirstOrDefault(entry => entry.IsOpen);
            if (open is null) return null;
            return journal!.IsLocked() ? Messages.Format("ChangeRunning", open.Id, open.Command, journal.Holder()) : Messages.Format("ChangeInterrupted", open.Id, open.Command, open.Time);
        }
        catch (JournalException)
        {
            return null;
        }
    }
}
