using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>Gives the domains of an entry their new definitions, or their old ones back.</summary>
internal sealed class EntryDomains(HostWriter writer, IDomainKeeper? keeper)
{
    /// <summary>The last look at the domains before the journal says what they were.</summary>
    /// <exception cref="ChangeException">One is not as it was shown any more.</exception>
    internal JournalDomain[]? Describe(ChangePlan plan)
    {
        PlannedDomain[] domains = [.. plan.Domains.Where(domain => domain.ChangesSomething)];
        PlannedDomain? moved = Array.Find(domains, domain => !DomainXml.Same(Keeper.Read(domain.Uri, domain.Uuid), domain.Old));
        if (moved is not null) throw ChangeException.Moved(moved.ToString());
        return domains.Length == 0 ? null : [.. domains.Select(JournalDomain.Of)];
    }

    /// <summary>Defines them in order; what came of each is written down.</summary>
    internal void PutForward(Journal journal, ref JournalEntry entry, ChangeWatcher watcher)
    {
        for (int index = 0; index < entry.Domains?.Length; index++)
        {
            JournalDomain domain = entry.Domains[index];
            watcher.Stop.ThrowIfCancellationRequested();
            watcher.Begin($"Defining {domain}.");
            domain = domain with { Defined = Put(domain, domain.New) };
            entry = journal.Write(entry.WithDomain(index, domain));
            foreach (string added in domain.Added) watcher.Note?.Invoke($"libvirt added to {domain}: {added}.");
        }
    }

    /// <summary>Puts all back that can be, the last first; one that has its old definition already is left alone, so this can be repeated.</summary>
    /// <returns>What could not be put back, in words; nothing when all is as it was.</returns>
    internal IReadOnlyList<PassthroughException> PutBack(JournalEntry entry, ChangeWatcher watcher)
    {
        List<PassthroughException> problems = [];
        foreach (JournalDomain domain in Enumerable.Reverse(entry.Domains ?? []))
        {
            try
            {
                if (DomainXml.Same(Current(entry, domain), domain.Old)) continue;
                watcher.Begin($"Giving {domain} its old definition back.");
                Put(domain, domain.Old);
            }
            catch (PassthroughException exception)
            {
                problems.Add(exception);
            }
        }

        return problems;
    }

    /// <summary>The definition a domain has, which must be what came of the change or what it was before.</summary>
    /// <exception cref="ChangeException">It was edited since.</exception>
    internal string? Current(JournalEntry entry, JournalDomain domain) => Accept(entry, domain, Keeper.Read(domain.Uri, domain.Uuid));

    internal static string? Accept(JournalEntry entry, JournalDomain domain, string? current)
    {
        bool isKnown = DomainXml.Same(current, domain.Old) || DomainXml.Same(current, domain.Outcome) || IsUnrecordedOutcome(domain, current);
        if (isKnown) return current;
        throw ChangeException.Conflict(entry, domain.ToString(), ChangedDomain.DiffOf(domain.Name, domain.Old, domain.Outcome), ChangedDomain.DiffOf(domain.Name, domain.Outcome, current));
    }

    // Interrupted between the defining and the writing down of what came of it.
    private static bool IsUnrecordedOutcome(JournalDomain domain, string? current) =>
        domain.Defined is null && domain.New is not null && current is not null && DomainComparison.Of(domain.New, current).Missing.Count == 0;

    private string? Put(JournalDomain domain, string? xml)
    {
        string? outcome = null;
        writer.Do(WriteAction.Define, domain.ToString(), () =>
        {
            if (xml is null) Keeper.Undefine(domain.Uri, domain.Uuid);
            else outcome = Keeper.Define(domain.Uri, domain.Uuid, domain.Name, xml);
            return Errno.None;
        });
        return outcome;
    }

    private IDomainKeeper Keeper => keeper ?? throw HostNotLiveException.Domains(DomainUri.System, writer.Host.Path);
}
