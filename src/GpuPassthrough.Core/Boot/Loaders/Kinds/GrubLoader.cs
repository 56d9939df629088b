using GpuPassthrough.Boot.Grub;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>GRUB whose configuration grub-mkconfig makes from /etc/default/grub, and from drop-ins where the distribution reads them.</summary>
internal sealed class GrubLoader : LoaderKind
{
    internal override string Name => "Grub";

    internal override LoaderFamilies Families(BootFacts facts) => LoaderFamilies.Grub;

    internal override IReadOnlyList<string> Find(BootFacts facts) => GrubBlsLoader.IsUsed(facts) || facts.Has(HostPaths.ProxmoxBootPartitions) ? [] : GrubFiles.Evidence(facts);

    internal override IReadOnlyList<string> Files(BootFacts facts) => GrubFiles.Present(facts);

    internal override BootPart Refresh(BootFacts facts) => new() { Commands = Commands(facts) };

    internal override bool Reads(string path) => GrubFiles.AreSettings(path);

    internal override ArgumentStore Store(BootFacts facts) => new GrubArgumentStore(facts.Host, Commands(facts), []);

    private static IReadOnlyList<PlannedCommand> Commands(BootFacts facts)
    {
        if (facts.Program("update-grub") is not null) return Run("update-grub");
        string configuration = HostPaths.Absolute(GrubFiles.Configuration(facts));
        return Run(facts.Program("grub2-mkconfig") is not null ? "grub2-mkconfig" : "grub-mkconfig", "-o", configuration);
    }
}
