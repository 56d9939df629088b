using GpuPassthrough.Boot.Grub;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>proxmox-boot-tool with GRUB: BIOS, or Secure Boot. It mounts each partition over /boot and runs update-grub there.</summary>
internal sealed class ProxmoxGrubLoader : ProxmoxLoader
{
    internal override string Name => "ProxmoxGrub";

    internal override LoaderFamilies Families(BootFacts facts) => LoaderFamilies.Grub;

    internal override IReadOnlyList<string> Files(BootFacts facts) => GrubFiles.Present(facts);

    internal override bool Reads(string path) => GrubFiles.AreSettings(path);

    internal override ArgumentStore Store(BootFacts facts) => new GrubArgumentStore(facts.Host, Refresh(facts).Commands, []);
}
