using GpuPassthrough.Boot.Initramfs;
using GpuPassthrough.Boot.Loaders.Stores;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>systemd-boot whose entries, or unified images, kernel-install makes with the arguments of /etc/kernel/cmdline.</summary>
internal sealed class SystemdBootLoader : LoaderKind
{
    private const string Program = "kernel-install";

    internal override string Name => "SystemdBoot";

    internal override LoaderFamilies Families(BootFacts facts) =>
        KernelInstallFiles.Layout(facts) == "uki" ? LoaderFamilies.UnifiedImage : LoaderFamilies.SystemdBoot;

    internal override IReadOnlyList<string> Find(BootFacts facts)
    {
        if (facts.Program(Program) is not string program || !IsLikely(facts) || MkinitcpioPresets.Unified(facts.Host).Count > 0) return [];
        IReadOnlyList<string> traces = KernelInstallFiles.Traces(facts);
        return traces.Count == 0 ? [] : [.. ThereAre(facts, traces), Runs(program)];
    }

    internal override IReadOnlyList<string> Files(BootFacts facts) =>
        [.. Present(facts, HostPaths.KernelInstallCommandLine, HostPaths.KernelInstallVendorCommandLine), .. facts.Entries.Select(entry => entry.Path)];

    internal override BootPart Refresh(BootFacts facts) => new() { Commands = KernelInstallFiles.AddAll(facts), Space = ImageSpace.OnBootPartitions(facts) };

    internal override bool CopiesImages(BootFacts facts) => !facts.Has(HostPaths.SystemdBootHook);

    internal override bool Reads(string path) => path == HostPaths.KernelInstallCommandLine;

    internal override ArgumentStore Store(BootFacts facts) => new CommandLineFileStore(facts, () => Refresh(facts) is { Commands.Count: > 0 } part ? part : throw new BootConfigurationException("BootKernelsMissing", facts.Host.Path));

    // Fedora's GRUB has entries and /etc/kernel/cmdline too, and other programs keep systemd-boot's entries on other systems.
    private static bool IsLikely(BootFacts facts) =>
        (facts.LoaderInfo is not null || facts.StubInfo is not null || !GrubBlsLoader.IsUsed(facts)) && !facts.Has(HostPaths.Kernelstub) && !facts.Has(HostPaths.ProxmoxBootPartitions);
}
