namespace GpuPassthrough.Libvirt.Domains;

/// <summary>When a changed definition starts to count.</summary>
internal static class DomainNotes
{
    internal static IReadOnlyList<string> Of(IEnumerable<DomainDefinition> changed) => [.. changed.Select(Of).OfType<string>()];

    private static string? Of(DomainDefinition domain)
    {
        if (domain.IsActive) return Messages.Format("DomainAtNextStart", domain);
        return domain.HasManagedSave ? Messages.Format("DomainManagedSave", domain, domain.Name) : null;
    }
}
