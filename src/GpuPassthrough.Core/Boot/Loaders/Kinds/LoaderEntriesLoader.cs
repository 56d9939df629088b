using GpuPassthrough.Boot.Loaders.Stores;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>systemd-boot with entries that somebody wrote by hand, as on Arch, or that sdboot-manage keeps, as on CachyOS.</summary>
internal sealed class LoaderEntriesLoader : LoaderKind
{
    internal override string Name => "LoaderEntries";

    internal override LoaderFamilies Families(BootFacts facts) => LoaderFamilies.SystemdBoot;

    internal override IReadOnlyList<string> Find(BootFacts facts)
    {
        bool isKept = facts.Has(HostPaths.Kernelstub) || facts.Has(HostPaths.ProxmoxBootPartitions) || GrubBlsLoader.IsUsed(facts) || KernelInstallFiles.Traces(facts).Count > 0;
        return isKept ? [] : [.. ThereAre(facts, facts.Entries.Select(entry => entry.Path)), .. ThereAre(facts, HostPaths.SdbootManage)];
    }

    internal override bool IsEdited(BootFacts facts) => false;

    internal override IReadOnlyList<string> Files(BootFacts facts) => [.. facts.Entries.Select(entry => entry.Path), .. Present(facts, HostPaths.SdbootManage)];

    internal override ArgumentStore Store(BootFacts facts) => new InstructionStore(facts, Instruction(facts), EntryArguments.OfDefault);

    private static LoaderInstruction Instruction(BootFacts facts)
    {
        if (facts.Has(HostPaths.SdbootManage)) return new LoaderInstruction("BootInstructSdbootManage", facts.Host.Describe(HostPaths.SdbootManage));
        string files = string.Join(", ", facts.Entries.SelectMany(entry => entry.Arguments(facts.Host).Select(argument => argument.Source).DefaultIfEmpty(facts.Host.Describe(entry.Path)).Take(1)));
        return new LoaderInstruction("BootInstructEntries", files.Length > 0 ? files : facts.Host.Describe($"{HostPaths.LoaderDirectories[0]}/entries"));
    }
}
