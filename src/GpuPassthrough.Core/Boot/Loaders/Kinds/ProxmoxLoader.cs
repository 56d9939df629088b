using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>Proxmox's own keeper of boot partitions, which are not mounted: proxmox-boot-tool copies kernels and configuration to them.</summary>
internal abstract class ProxmoxLoader : LoaderKind
{
    internal override IReadOnlyList<string> Find(BootFacts facts) =>
        string.IsNullOrEmpty(facts.Host.ReadText(HostPaths.ProxmoxBootPartitions)) ? [] : [.. ThereAre(facts, HostPaths.ProxmoxBootPartitions)];

    // Its hook of update-initramfs hands new images on by itself.
    internal override BootPart Refresh(BootFacts facts) => new() { Commands = Run("proxmox-boot-tool", "refresh") };
}
