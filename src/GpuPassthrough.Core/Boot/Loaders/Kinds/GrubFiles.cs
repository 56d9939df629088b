using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>The files of GRUB.</summary>
internal static class GrubFiles
{
    private static readonly string[] Configurations = [HostPaths.GrubConfiguration, HostPaths.Grub2Configuration];

    /// <summary>What grub-mkconfig writes, below the root.</summary>
    internal static string Configuration(BootFacts facts)
    {
        string? there = Array.Find(Configurations, path => facts.See(path) == Presence.There);
        return there ?? (facts.Program("grub2-mkconfig") is not null ? HostPaths.Grub2Configuration : HostPaths.GrubConfiguration);
    }

    /// <summary>
    /// What speaks for GRUB. <c>/etc/default/grub</c> alone does not: the package leaves it on hosts that boot otherwise. Where
    /// /boot is closed to this user, it counts together with the argument that GRUB hands to the kernel.
    /// </summary>
    internal static IReadOnlyList<string> Evidence(BootFacts facts)
    {
        string[] there = Array.FindAll(Configurations, path => facts.See(path) == Presence.There);
        if (there.Length > 0) return [.. there.Concat([HostPaths.GrubDefaults]).Where(facts.Has).Select(path => Messages.Format("BootEvidenceFile", facts.Host.Describe(path)))];
        string? hidden = Array.Find(Configurations, path => facts.See(path) == Presence.Hidden);
        bool isLikely = hidden is not null && facts.Has(HostPaths.GrubDefaults) && facts.Running.Find("BOOT_IMAGE") is not null;
        if (!isLikely) return [];
        return [Messages.Format("BootEvidenceFile", facts.Host.Describe(HostPaths.GrubDefaults)), Messages.Format("BootEvidenceHidden", facts.Host.Describe(hidden!))];
    }

    internal static IReadOnlyList<string> Present(BootFacts facts) =>
    [
        .. new[] { HostPaths.GrubDefaults }.Where(facts.Has),
        .. facts.Host.List(HostPaths.GrubDefaultsDropIns).Where(entry => entry.Name.EndsWith(".cfg", StringComparison.Ordinal)).Select(entry => $"{HostPaths.GrubDefaultsDropIns}/{entry.Name}"),
    ];

    internal static bool AreSettings(string path) => path == HostPaths.GrubDefaults || path.StartsWith(HostPaths.GrubDefaultsDropIns + "/", StringComparison.Ordinal);
}
