using GpuPassthrough.Boot.Loaders.Stores;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>An image-based system (Fedora Atomic, Bazzite): the deployments have their kernel arguments, and rpm-ostree edits them.</summary>
internal sealed class RpmOstreeLoader : LoaderKind
{
    private const string Program = "rpm-ostree";

    internal override string Name => "RpmOstree";

    internal override LoaderFamilies Families(BootFacts facts) => LoaderFamilies.All;

    internal override bool IsCertain => true;

    internal override IReadOnlyList<string> Find(BootFacts facts)
    {
        List<string> evidence = [.. ThereAre(facts, HostPaths.OstreeBooted)];
        if (facts.Running.Find("ostree") is not null) evidence.Add(Messages.Format("BootEvidenceArgument", facts.Host.Describe(HostPaths.KernelCommandLine), "ostree="));
        return evidence;
    }

    internal override bool IsEdited(BootFacts facts) => facts.Program(Program) is not null;

    internal override IReadOnlyList<string> Files(BootFacts facts) => [.. facts.Entries.Select(entry => entry.Path)];

    internal override ArgumentStore Store(BootFacts facts) => IsEdited(facts)
        ? new RpmOstreeStore(facts, Name)
        : new InstructionStore(facts, new LoaderInstruction("BootInstructOstree", facts.Host.Path), EntryArguments.OfDefault);
}
