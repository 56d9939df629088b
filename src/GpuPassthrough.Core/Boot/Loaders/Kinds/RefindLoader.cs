using GpuPassthrough.Boot.Loaders.Stores;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>rEFInd.</summary>
internal sealed class RefindLoader : LoaderKind
{
    internal override string Name => "Refind";

    internal override LoaderFamilies Families(BootFacts facts) => LoaderFamilies.Refind;

    internal override IReadOnlyList<string> Find(BootFacts facts) => [.. ThereAre(facts, [HostPaths.RefindKernelOptions, .. HostPaths.RefindDirectories])];

    internal override bool IsEdited(BootFacts facts) => false;

    internal override IReadOnlyList<string> Files(BootFacts facts) => Present(facts, HostPaths.RefindKernelOptions);

    internal override ArgumentStore Store(BootFacts facts) => new InstructionStore(facts, new LoaderInstruction("BootInstructRefind", facts.Host.Describe(HostPaths.RefindKernelOptions)), _ => null);
}
