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
            return Interrupted(host, out _);
        }
        catch (JournalException)
        {
            return null;
        }
    }

    /// <summary>The same for who has to know.</summary>
    /// <param name="host">The host.</param>
    /// <param name="isRunning">True when the change is being made just now.</param>
    /// <exception cref="JournalException">The journal, or an entry of it, cannot be read, so that no change can be made either.</exception>
    internal static string? Interrupted(HostRoot host, out bool isRunning)
    {
        isRunning = false;
        using Journal? journal = Journal.Open(new HostWriter(host));
        IReadOnlyList<JournalException> errors = [];
        JournalEntry? open = journal?.Read(out errors).FirstOrDefault(entry => entry.IsOpen);
        if (open is null) return errors.Count == 0 ? null : throw errors[0];
        isRunning = journal!.IsLocked();
        return isRunning ? Messages.Format("ChangeRunning", open.Id, open.Command, journal.Holder()) : Messages.Format("ChangeInterrupted", open.Id, open.Command, open.Time);
    }
}
