using GpuPassthrough.Boot.Loaders.Stores;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>Pop!_OS: kernelstub copies the kernel to the ESP and writes its entry for systemd-boot, or for the firmware.</summary>
internal sealed class KernelstubLoader : LoaderKind
{
    private const string Program = "kernelstub";

    internal override string Name => "Kernelstub";

    internal override LoaderFamilies Families(BootFacts facts) => LoaderFamilies.SystemdBoot | LoaderFamilies.Firmware;

    internal override IReadOnlyList<string> Find(BootFacts facts) =>
        facts.Program(Program) is string program && facts.Has(HostPaths.Kernelstub) ? [.. ThereAre(facts, HostPaths.Kernelstub), Runs(program)] : [];

    internal override IReadOnlyList<string> Files(BootFacts facts) => Present(facts, HostPaths.Kernelstub);

    internal override BootPart Refresh(BootFacts facts) => new() { Commands = Run(Program), Space = ImageSpace.OnBootPartitions(facts) };

    internal override bool Reads(string path) => path == HostPaths.Kernelstub;

    internal override ArgumentStore Store(BootFacts facts) => new KernelstubStore(facts.Host, () => Refresh(facts));
}
