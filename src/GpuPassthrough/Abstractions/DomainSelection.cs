using System.Management.Automation;
using GpuPassthrough.Errors;
using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Client;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Abstractions;

/// <summary>Domains as they were named: by objects, by names with wildcards, by files. They are read once all are known.</summary>
/// <param name="session">The session, for its directory and its drives.</param>
internal sealed class DomainSelection(SessionState session)
{
    private readonly List<DomainTarget> _targets = [];
    private readonly List<string> _names = [];
    private readonly List<string> _files = [];
    private readonly List<PassthroughException> _errors = [];
    private readonly List<ErrorRecord> _misuses = [];

    /// <summary>The objects and files, which may say which host is meant.</summary>
    internal IEnumerable<HostClaim> Claims => _targets.Select(HostClaim.Of);

    internal bool IsEmpty => _targets.Count + _names.Count + _files.Count + _errors.Count + _misuses.Count == 0;

    /// <summary>Paths of other providers than the file system's.</summary>
    internal IReadOnlyList<ErrorRecord> Misuses => _misuses;

    internal void Add(IEnumerable<DomainTarget>? targets)
    {
        foreach (DomainTarget target in targets ?? [])
        {
            if (target.Path is null) _targets.Add(target);
            else _files.Add(target.Path);
        }
    }

    internal void AddNames(IEnumerable<string>? names) => _names.AddRange(names ?? []);

    internal void AddPaths(IEnumerable<string>? paths) => _files.AddRange((paths ?? []).SelectMany(Expand));

    internal void AddLiteralPaths(IEnumerable<string>? paths) => _files.AddRange((paths ?? []).SelectMany(Literal));

    /// <summary>Reads the domains, each once; what cannot be read is an error of its own.</summary>
    /// <param name="host">The host.</param>
    /// <param name="uri">The daemon that was given; null for the default.</param>
    /// <param name="toChange">Read them with passwords, to be written back.</param>
    internal SelectedDomains Read(HostRoot host, string? uri, bool toChange)
    {
        SelectedDomains selected = new();
        selected.Errors.AddRange(_errors);
        ReadKept(host, uri, toChange, selected);
        foreach (string file in _files.Distinct(StringComparer.Ordinal)) Try(selected, () => selected.Files.Add(DomainFile.Read(host, file)));
        return selected;
    }

    /// <summary>The domains that libvirt keeps as they are now, to be looked at.</summary>
    internal IReadOnlyList<DomainDefinition> ReadKept(HostRoot host, string? uri)
    {
        SelectedDomains selected = new();
        ReadKept(host, uri, toChange: false, selected);
        return selected.Errors.Count == 0 ? selected.Kept : throw selected.Errors[0];
    }

    private void ReadKept(HostRoot host, string? uri, bool toChange, SelectedDomains selected)
    {
        string? byName = _names.Count > 0 ? LibvirtAddress.Of(uri) : null;
        ILookup<string, DomainTarget> targets = _targets.ToLookup(target => target.Uri ?? LibvirtAddress.Of(uri));
        foreach (string daemon in targets.Select(group => group.Key).Append(byName).OfType<string>().Distinct())
        {
            Read(host, daemon, targets[daemon], daemon == byName ? _names : [], toChange, selected);
        }
    }

    private static void Read(HostRoot host, string uri, IEnumerable<DomainTarget> targets, IEnumerable<string> names, bool toChange, SelectedDomains selected)
    {
        using DomainReader reader = toChange ? DomainReader.ToChange(host, LibvirtAddress.Of(uri)) : DomainReader.ToLook(host, LibvirtAddress.Of(uri));
        foreach (DomainTarget target in targets) Try(selected, () => selected.Add(reader.Read(target)));
        foreach (string name in names) Try(selected, () => Read(reader, uri, name, selected));
    }

    // A name may hold what is a wildcard in a pattern: if there is a domain of that very name, it is meant.
    private static void Read(DomainReader reader, string uri, string name, SelectedDomains selected)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name) || reader.Has(name))
        {
            selected.Add(reader.Read(name));
            return;
        }

        WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        IReadOnlyList<DomainDefinition> found = reader.ReadAll(pattern.IsMatch, out IReadOnlyList<PassthroughException> errors);
        selected.Errors.AddRange(errors);
        if (found.Count + errors.Count == 0 && name != "*") throw LibvirtException.NoMatch(name, uri);
        foreach (DomainDefinition domain in found) selected.Add(domain);
    }

    private static void Try(SelectedDomains selected, Action work)
    {
        try
        {
            work();
        }
        catch (PassthroughException exception)
        {
            selected.Errors.Add(exception);
        }
    }

    private IEnumerable<string> Expand(string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path) || Literal(path) is [string literal] && RomFile.Exists(literal)) return Literal(path);
        string[] found = [.. session.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider)];
        if (provider.Name != "FileSystem") return Misuse(path, provider);
        string[] files = [.. found.Where(file => !RomFile.IsDirectory(file))];
        if (files.Length == 0) _errors.Add(DomainFileException.NoMatch(path));
        return files;
    }

    private string[] Literal(string path)
    {
        string resolved = session.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return provider.Name == "FileSystem" ? [resolved] : Misuse(path, provider);
    }

    private string[] Misuse(string path, ProviderInfo provider)
    {
        _misuses.Add(ErrorFactory.NotFileSystem(path, provider.Name));
        return [];
    }
}
