using GpuPassthrough.Boot.Initramfs.Detection;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>Finds out which generator makes a host's initramfs.</summary>
internal static class InitramfsGenerators
{
    /// <exception cref="BootConfigurationException">Several are installed and what there is does not say which is in use, or an image is there that none of them makes.</exception>
    internal static InitramfsGenerator Detect(HostRoot host)
    {
        if (host.Identify(HostPaths.NixOs) is not null) return new DeclaredInitramfs(host, [Messages.Format("InitramfsMarkerFound", host.Describe(HostPaths.NixOs))]);
        if (host.Identify(HostPaths.OstreeBooted) is not null) return new OstreeInitramfs(host, [Messages.Format("InitramfsMarkerFound", host.Describe(HostPaths.OstreeBooted))]);
        IReadOnlyList<Candidate> candidates = GeneratorPrograms.Find(host);
        if (candidates.Count == 0) return None(host);
        Candidate candidate = candidates.Count == 1 ? candidates[0].With(Witnesses(host)) : Decide(host, candidates);
        return Make(host, candidate);
    }

    private static InitramfsGenerator Make(HostRoot host, Candidate candidate) => candidate.Kind switch
    {
        GeneratorKind.InitramfsTools => new InitramfsTools(host, candidate.Evidence),
        GeneratorKind.Dracut => new Dracut(host, candidate.Evidence),
        GeneratorKind.Mkinitcpio => new Mkinitcpio(host, candidate.Evidence),
        _ => new Booster(host, candidate.Evidence),
    };

    private static NoInitramfs None(HostRoot host)
    {
        string? image = ImageNames.All(host).FirstOrDefault();
        if (image is not null) throw new BootConfigurationException("InitramfsUnknown", host.Describe(image));
        return new NoInitramfs(host, [Messages.Format("InitramfsNoneFound", host.Describe(HostPaths.BootFolder))]);
    }

    private static IReadOnlyList<Witness> Witnesses(HostRoot host) =>
        [.. DebianOwner.Find(host), .. KernelInstallSettings.Find(host), .. PacmanHook.Find(host)];

    private static Candidate Decide(HostRoot host, IReadOnlyList<Candidate> candidates)
    {
        IReadOnlyList<Witness> witnesses = Speaking(candidates, Witnesses(host));
        if (witnesses.Count == 0) witnesses = Speaking(candidates, ImageNames.Find(host, candidates));
        List<Candidate> told = [.. candidates.Select(candidate => candidate.With(witnesses))];
        List<GeneratorKind> kinds = [.. witnesses.Select(witness => witness.Kind).Distinct()];
        return kinds.Count == 1 ? told.Single(candidate => candidate.Kind == kinds[0]) : throw Conflict(host, told);
    }

    private static IReadOnlyList<Witness> Speaking(IReadOnlyList<Candidate> candidates, IEnumerable<Witness> witnesses) =>
        [.. witnesses.Where(witness => candidates.Any(candidate => candidate.Kind == witness.Kind))];

    private static BootConfigurationException Conflict(HostRoot host, IEnumerable<Candidate> candidates)
    {
        IEnumerable<string> lines = candidates.Select(candidate => $"{GeneratorPrograms.Title(candidate.Kind)}: {string.Join(' ', candidate.Evidence)}");
        return new BootConfigurationException("InitramfsConflict", host.Path, string.Join('\n', lines));
    }
}
