using GpuPassthrough.Boot.Loaders.Kinds;

namespace GpuPassthrough.Boot.Loaders;

/// <summary>Finds out which boot loader starts a host: of those that left files behind, the one that what runs now was started by.</summary>
internal static class LoaderDetection
{
    /// <summary>All that are known; where one of them is certain, the first one counts.</summary>
    internal static IReadOnlyList<LoaderKind> Kinds { get; } =
    [
        new NixosLoader(), new RpmOstreeLoader(), new SdBootUtilLoader(), new RaspberryPiLoader(),
        new ProxmoxSystemdBootLoader(), new ProxmoxGrubLoader(), new KernelstubLoader(),
        new MkinitcpioUkiLoader(), new SystemdBootLoader(), new UnifiedImageLoader(), new LoaderEntriesLoader(),
        new GrubBlsLoader(), new GrubLoader(), new LimineLoader(), new RefindLoader(),
    ];

    /// <summary>The active one, or the one that was named.</summary>
    /// <exception cref="BootConfigurationException">None can be made out, several can, or there is none of this name.</exception>
    internal static LoaderCandidate Find(BootFacts facts, string? name) => name is null ? Active(facts) : Named(facts, name);

    /// <summary>
    /// Those that have to be refreshed after these files changed, or new images were made. Where the active one cannot be told, as on
    /// a host whose user chose it by name, all that left files behind: refreshing is harmless.
    /// </summary>
    internal static IReadOnlyList<LoaderKind> Readers(BootFacts facts, IReadOnlyList<string> paths, bool hasNewImages)
    {
        List<LoaderCandidate> candidates = Candidates(facts);
        List<LoaderCandidate> possible = Possible(facts, candidates, BootWitness.Hear(facts));
        LoaderKind? active = Certain(candidates)?.Kind ?? (possible.Count == 1 ? possible[0].Kind : null);
        IEnumerable<LoaderKind> kinds = active is not null && (hasNewImages || paths.Any(active.Reads)) ? [active] : candidates.Select(candidate => candidate.Kind);
        return [.. kinds.Where(kind => paths.Any(kind.Reads) || (hasNewImages && kind.CopiesImages(facts)))];
    }

    private static LoaderCandidate Named(BootFacts facts, string name)
    {
        LoaderKind kind = Kinds.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new BootConfigurationException("BootLoaderNotKnown", name, string.Join(", ", Kinds.Select(kind => kind.Name)));
        return new LoaderCandidate(kind, facts, [Messages.Format("BootEvidenceChosen"), .. kind.Find(facts)]);
    }

    private static LoaderCandidate Active(BootFacts facts)
    {
        List<LoaderCandidate> candidates = Candidates(facts);
        if (Certain(candidates) is LoaderCandidate certain) return certain;
        IReadOnlyList<BootWitness> witnesses = BootWitness.Hear(facts);
        List<LoaderCandidate> possible = Possible(facts, candidates, witnesses);
        if (possible.Count == 1) return possible[0] with { Evidence = [.. possible[0].Evidence, .. witnesses.Select(witness => witness.Sentence)] };
        throw possible.Count == 0 ? Unknown(facts, candidates, witnesses) : Ambiguous(facts, possible, witnesses);
    }

    private static List<LoaderCandidate> Candidates(BootFacts facts) =>
        [.. Kinds.Select(kind => new LoaderCandidate(kind, facts, kind.Find(facts))).Where(candidate => candidate.Evidence.Count > 0)];

    private static LoaderCandidate? Certain(List<LoaderCandidate> candidates) => candidates.Find(candidate => candidate.Kind.IsCertain);

    private static List<LoaderCandidate> Possible(BootFacts facts, List<LoaderCandidate> candidates, IReadOnlyList<BootWitness> witnesses) =>
        candidates.FindAll(candidate => witnesses.All(witness => (witness.Families & candidate.Kind.Families(facts)) != 0));

    private static BootConfigurationException Unknown(BootFacts facts, IReadOnlyList<LoaderCandidate> candidates, IReadOnlyList<BootWitness> witnesses)
    {
        IEnumerable<string> hidden = facts.HiddenEntries is string path ? [Messages.Format("BootEvidenceHidden", facts.Host.Describe(path))] : [];
        IEnumerable<string> seen = [.. candidates.Select(candidate => candidate.ToString()), .. witnesses.Select(witness => witness.Sentence), .. hidden];
        string text = string.Join('\n', seen.DefaultIfEmpty(Messages.Format("BootEvidenceNone")));
        return new BootConfigurationException("BootLoaderUnknown", facts.Host.Path, text);
    }

    private static BootConfigurationException Ambiguous(BootFacts facts, IReadOnlyList<LoaderCandidate> possible, IReadOnlyList<BootWitness> witnesses)
    {
        string text = string.Join('\n', [.. possible.Select(candidate => candidate.ToString()), .. witnesses.Select(witness => witness.Sentence)]);
        return new BootConfigurationException("BootLoaderAmbiguous", facts.Host.Path, text, string.Join(", ", possible.Select(candidate => candidate.Kind.Name)));
    }
}
