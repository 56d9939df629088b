using GpuPassthrough.Boot.Loaders.Stores;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>Limine.</summary>
internal sealed class LimineLoader : LoaderKind
{
    internal override string Name => "Limine";

    internal override LoaderFamilies Families(BootFacts facts) => LoaderFamilies.Limine;

    internal override IReadOnlyList<string> Find(BootFacts facts) => [.. ThereAre(facts, HostPaths.LimineConfigurations), .. facts.LoaderInfo is null ? [] : ThereAre(facts, HostPaths.LimineDefaults)];

    internal override bool IsEdited(BootFacts facts) => false;

    internal override IReadOnlyList<string> Files(BootFacts facts) => Present(facts, [HostPaths.LimineDefaults, .. HostPaths.LimineConfigurations]);

    internal override ArgumentStore Store(BootFacts facts) => new InstructionStore(facts, LoaderInstruction.Limine(facts), _ => null);
}
