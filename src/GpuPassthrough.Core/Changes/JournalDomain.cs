using System.Text.Json.Serialization;

namespace GpuPassthrough.Changes;

/// <summary>A domain in an entry of the journal: all that is needed to give it its old definition back.</summary>
internal sealed record JournalDomain
{
    public required string Uri { get; init; }

    public required Guid Uuid { get; init; }

    public required string Name { get; init; }

    public required string? Old { get; init; }

    /// <summary>What was handed to libvirt; null when the domain was undefined.</summary>
    public required string? New { get; init; }

    /// <summary>What libvirt made of it, read back: it adds addresses, controllers and defaults. Null until it was defined.</summary>
    public string? Defined { get; init; }

    /// <summary>What the domain holds after the change, as well as it is known.</summary>
    [JsonIgnore]
    internal string? Outcome => Defined ?? New;

    /// <summary>What libvirt added on its own.</summary>
    [JsonIgnore]
    internal IReadOnlyList<string> Added => New is null || Defined is null ? [] : DomainComparison.Of(New, Defined).Added;

    public override string ToString() => DomainUri.Describe(Name, Uri);

    internal static JournalDomain Of(PlannedDomain domain) => new() { Uri = domain.Uri, Uuid = domain.Uuid, Name = domain.Name, Old = domain.Old, New = domain.New };
}
