namespace GpuPassthrough.Changes;

/// <summary>One libvirt domain as it is defined and as it is to be: XML in, XML out.</summary>
/// <param name="Uri">The daemon that keeps it, one of <see cref="DomainUri"/>.</param>
/// <param name="Uuid">The domain's UUID, by which it is found again.</param>
/// <param name="Name">The domain's name.</param>
/// <param name="Old">The definition it has, as libvirt writes it with all secrets; null when it is new.</param>
/// <param name="New">The definition it is to have; null to undefine it.</param>
internal sealed record PlannedDomain(string Uri, Guid Uuid, string Name, string? Old, string? New)
{
    internal bool ChangesSomething => !DomainXml.Same(Old, New);

    /// <summary>The domain and where it is, for messages.</summary>
    public override string ToString() => DomainUri.Describe(Name, Uri);
}
