namespace GpuPassthrough.Boot.Loaders.Stores;

/// <summary>
/// The arguments of an ostree deployment, which rpm-ostree copies to a new one with the change. It compares whole words, keeps
/// quotes, and appends at the end. The entry with the highest version is the deployment that starts next.
/// </summary>
internal sealed class RpmOstreeStore(BootFacts facts, string keeper) : CommandArgumentStore(facts, keeper)
{
    protected override IReadOnlyList<string> Words(ArgumentDelta delta) =>
    [
        "rpm-ostree", "kargs",
        .. delta.Removed.Select(word => $"--delete-if-present={word}"),
        .. delta.Added.Select(word => $"--append-if-missing={word}"),
    ];

    protected override IReadOnlyList<IReadOnlyList<ConfiguredArgument>> Entries()
    {
        LoaderEntry entry = Facts.Entries.OrderByDescending(entry => entry["version"] ?? string.Empty, VersionOrder.Instance).FirstOrDefault() ?? throw Unreadable();
        return [[.. entry.Arguments(Facts.Host)]];
    }
}
