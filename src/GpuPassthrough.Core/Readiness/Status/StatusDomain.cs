using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Readiness.Status;

/// <summary>The domain that a card is looked at with.</summary>
/// <param name="Name">Its name, as it was named or found; null where none was.</param>
/// <param name="Definition">The domain; null where there is none of that name, or it cannot be read.</param>
internal sealed record StatusDomain(string? Name, DomainDefinition? Definition)
{
    /// <summary>Why domains cannot be read; null where they can.</summary>
    internal PassthroughException? Problem { get; init; }

    /// <summary>Names of other domains, to choose from.</summary>
    internal IReadOnlyList<string> Others { get; init; } = [];
}
