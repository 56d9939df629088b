using GpuPassthrough.Boot.Loaders.Stores;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>proxmox-boot-tool with systemd-boot: UEFI and a root on ZFS, without Secure Boot.</summary>
internal sealed class ProxmoxSystemdBootLoader : ProxmoxLoader
{
    internal override string Name => "ProxmoxSystemdBoot";

    internal override LoaderFamilies Families(BootFacts facts) => LoaderFamilies.SystemdBoot;

    internal override IReadOnlyList<string> Files(BootFacts facts) => Present(facts, HostPaths.KernelInstallCommandLine);

    internal override bool Reads(string path) => path == HostPaths.KernelInstallCommandLine;

    internal override ArgumentStore Store(BootFacts facts) => new CommandLineFileStore(facts, () => Refresh(facts)) { IsFirstLineOnly = true };
}
