using GpuPassthrough.Boot.Loaders.Stores;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>openSUSE with entries of the Boot Loader Specification, for GRUB or systemd-boot, one set for each snapshot: sdbootutil keeps them.</summary>
internal sealed class SdBootUtilLoader : LoaderKind
{
    private const string Setting = "LOADER_TYPE=";

    private static readonly string[] Types = ["grub2-bls", "systemd-boot"];

    internal override string Name => "SdBootUtil";

    internal override LoaderFamilies Families(BootFacts facts) => LoaderFamilies.All;

    internal override bool IsCertain => true;

    internal override IReadOnlyList<string> Find(BootFacts facts) => facts.Program("sdbootutil") is string program && LoaderType(facts) is string type && Types.Contains(type, StringComparer.Ordinal)
        ? [Says(facts, HostPaths.SuseBootLoader, Setting + type), Runs(program)]
        : [];

    internal override bool IsEdited(BootFacts facts) => false;

    internal override IReadOnlyList<string> Files(BootFacts facts) => Present(facts, HostPaths.KernelInstallCommandLine, HostPaths.SuseBootLoader);

    internal override ArgumentStore Store(BootFacts facts) =>
        new InstructionStore(facts, new LoaderInstruction("BootInstructSdBootUtil", facts.Host.Describe(HostPaths.KernelInstallCommandLine)), EntryArguments.OfDefault);

    private static string? LoaderType(BootFacts facts) => facts.Host.ReadText(HostPaths.SuseBootLoader)?.Split('\n')
        .LastOrDefault(line => line.StartsWith(Setting, StringComparison.Ordinal))?[Setting.Length..].Trim().Trim('"', '\'');
}
