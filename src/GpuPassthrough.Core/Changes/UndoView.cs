using GpuPassthrough.Host;

namespace GpuPassthrough.Changes;

/// <summary>What files and domains hold when several changes are taken back: each finds them as the one before it will leave them.</summary>
internal sealed class UndoView
{
    private readonly Dictionary<string, byte[]?> _files = [];
    private readonly Dictionary<(string Uri, Guid Uuid), string?> _domains = [];

    internal PlannedFile Plan(HostWriter writer, JournalEntry entry, JournalFile file)
    {
        byte[]? current = _files.TryGetValue(file.Path, out byte[]? left) ? EntryFiles.Accept(entry, file, left) : EntryFiles.Current(writer, entry, file);
        _files[file.Path] = file.Old;
        return new PlannedFile(file.Path, current, file.Old);
    }

    internal PlannedDomain Plan(EntryDomains domains, JournalEntry entry, JournalDomain domain)
    {
        (string, Guid) key = (domain.Uri, domain.Uuid);
        string? current = _domains.TryGetValue(key, out string? left) ? EntryDomains.Accept(entry, domain, left) : domains.Current(entry, domain);
        _domains[key] = domain.Old;
        return new PlannedDomain(domain.Uri, domain.Uuid, domain.Name, current, domain.Old);
    }
}
