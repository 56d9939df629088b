using GpuPassthrough.Boot.Initramfs;
using GpuPassthrough.Boot.Loaders.Stores;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>Unified kernel images that mkinitcpio makes, with the kernel arguments sealed in.</summary>
internal sealed class MkinitcpioUkiLoader : LoaderKind
{
    private const string Program = "mkinitcpio";

    internal override string Name => "MkinitcpioUki";

    internal override LoaderFamilies Families(BootFacts facts) => LoaderFamilies.UnifiedImage;

    internal override IReadOnlyList<string> Find(BootFacts facts) =>
        facts.Program(Program) is string program && MkinitcpioPresets.Unified(facts.Host) is { Count: > 0 } presets
            ? [.. presets.Select(preset => Says(facts, preset, "*_uki=")), Runs(program)]
            : [];

    internal override IReadOnlyList<string> Files(BootFacts facts) =>
        [.. Present(facts, HostPaths.KernelInstallCommandLine), .. In(facts, HostPaths.CommandLineDropIns, ".conf"), .. MkinitcpioPresets.Unified(facts.Host)];

    // The same command as that of the initramfs, so that both together run it once.
    internal override BootPart Refresh(BootFacts facts) => RefreshPlan.Of(facts.Host, Program, "-P") with { Space = ImageSpace.OfUnifiedImages(facts) };

    internal override bool Reads(string path) => path == HostPaths.KernelInstallCommandLine || path.StartsWith(HostPaths.CommandLineDropIns + "/", StringComparison.Ordinal);

    internal override ArgumentStore Store(BootFacts facts)
    {
        IReadOnlyList<string> named = MkinitcpioPresets.CommandLines(facts.Host);
        string file = HostPaths.Absolute(HostPaths.KernelInstallCommandLine);
        string? other = named.FirstOrDefault(path => path != file);
        if (other is not null) return new InstructionStore(facts, new LoaderInstruction("BootInstructPresetFile", other), _ => null);
        return new CommandLineFileStore(facts, () => Refresh(facts)) { HasDropIns = named.Count == 0 };
    }
}
