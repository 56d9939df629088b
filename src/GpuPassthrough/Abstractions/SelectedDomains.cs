using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Abstractions;

/// <summary>Domains that were named, as they were read.</summary>
internal sealed class SelectedDomains
{
    private readonly HashSet<(string?, Guid?)> _known = [];

    /// <summary>Those that libvirt keeps, each once.</summary>
    internal List<DomainDefinition> Kept { get; } = [];

    internal List<DomainFile> Files { get; } = [];

    internal List<PassthroughException> Errors { get; } = [];

    /// <summary>All of them, those that libvirt keeps first.</summary>
    internal IEnumerable<DomainDefinition> All => Kept.Concat(Files.Select(file => file.Definition));

    internal void Add(DomainDefinition domain)
    {
        if (_known.Add((domain.Uri, domain.Uuid))) Kept.Add(domain);
    }
}
