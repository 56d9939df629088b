using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>A change worked out but not made: what files are to hold, which commands run then. Making one touches nothing.</summary>
internal sealed class ChangePlan : IEquatable<ChangePlan>
{
    private const int MostFiles = 256;

    /// <summary>The cmdlet that makes the change.</summary>
    internal required string Command { get; init; }

    /// <summary>What the change is, in one line.</summary>
    internal required string Summary { get; init; }

    internal IReadOnlyList<PlannedFile> Files { get; init; } = [];

    /// <summary>Domains that get another definition, after the files.</summary>
    internal IReadOnlyList<PlannedDomain> Domains { get; init; } = [];

    internal IReadOnlyList<PlannedCommand> Commands { get; init; } = [];

    /// <summary>Room the commands need; looked at before anything is written.</summary>
    internal IReadOnlyList<PlannedSpace> Space { get; init; } = [];

    /// <summary>What the commands do to arguments that a program keeps; null where they touch none.</summary>
    internal ArgumentChange? Arguments { get; init; }

    /// <summary>What whoever makes it has to know, a sentence each: shown with the plan, and again when it is made.</summary>
    internal IReadOnlyList<string> Notes { get; init; } = [];

    internal bool RebootRequired { get; init; }

    /// <summary>How many files and domains will be other than they are.</summary>
    internal int Edits => Files.Count(file => file.ChangesSomething) + Domains.Count(domain => domain.ChangesSomething);

    /// <summary>Nothing to do: all is so already. Commands alone are a change too.</summary>
    internal bool IsEmpty => Commands.Count == 0 && Edits == 0;

    public bool Equals(ChangePlan? other) =>
        other is not null
        && (Command, Summary, RebootRequired) == (other.Command, other.Summary, other.RebootRequired)
        && Files.SequenceEqual(other.Files)
        && Domains.SequenceEqual(other.Domains)
        && Commands.SequenceEqual(other.Commands)
        && Space.SequenceEqual(other.Space)
        && Equals(Arguments, other.Arguments);

    public override bool Equals(object? obj) => Equals(obj as ChangePlan);

    public override int GetHashCode() => HashCode.Combine(Command, Summary, Files.Count, Commands.Count);

    /// <exception cref="ChangeException">It would write what the module never writes.</exception>
    internal void Check(HostRoot host)
    {
        foreach (PlannedFile file in Files)
        {
            if (!WritablePaths.Allows(file.Path)) throw ChangeException.PathRefused(host.Describe(file.Path));
            if (file.New?.Length > AtomicFile.LargestFile) throw ChangeException.TooLarge(host.Describe(file.Path));
        }

        foreach (PlannedDomain domain in Domains) Check(domain);
        if (Math.Max(Files.Count, Domains.Count) > MostFiles) throw ChangeException.TooLarge(host.Path);
        if (Files.GroupBy(file => file.Path).FirstOrDefault(same => same.Skip(1).Any()) is { } twice) throw ChangeException.PathRefused(host.Describe(twice.Key));
        if (Domains.GroupBy(domain => (domain.Uri, domain.Uuid)).FirstOrDefault(same => same.Skip(1).Any()) is { } again) throw ChangeException.PathRefused(again.First().ToString());
    }

    private static void Check(PlannedDomain domain)
    {
        bool isSane = DomainUri.IsAllowed(domain.Uri) && new[] { domain.Old, domain.New }.OfType<string>().All(xml => DomainXml.IsDomain(xml, domain.Uuid));
        if (!isSane) throw ChangeException.PathRefused(domain.ToString());
    }
}
