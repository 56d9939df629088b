using GpuPassthrough.Boot.Loaders.Stores;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>NixOS: everything is made from its configuration, which its user writes.</summary>
internal sealed class NixosLoader : LoaderKind
{
    internal override string Name => "Nixos";

    internal override LoaderFamilies Families(BootFacts facts) => LoaderFamilies.All;

    internal override bool IsCertain => true;

    internal override IReadOnlyList<string> Find(BootFacts facts) => [.. ThereAre(facts, HostPaths.NixOs), .. facts.System.Id == "nixos" ? [Says(facts, facts.System.Path!, "ID=nixos")] : Array.Empty<string>()];

    internal override bool IsEdited(BootFacts facts) => false;

    internal override IReadOnlyList<string> Files(BootFacts facts) => Present(facts, HostPaths.NixosConfiguration);

    internal override ArgumentStore Store(BootFacts facts) => new InstructionStore(facts, LoaderInstruction.Nixos(facts.Host), _ => null);
}
