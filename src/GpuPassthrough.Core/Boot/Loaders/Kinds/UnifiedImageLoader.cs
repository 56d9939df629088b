using GpuPassthrough.Boot.Initramfs;
using GpuPassthrough.Boot.Loaders.Stores;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>A unified kernel image of which it cannot be told what makes it: signed by a vendor, or made by dracut or ukify.</summary>
internal sealed class UnifiedImageLoader : LoaderKind
{
    internal override string Name => "UnifiedImage";

    internal override LoaderFamilies Families(BootFacts facts) => LoaderFamilies.UnifiedImage;

    internal override IReadOnlyList<string> Find(BootFacts facts)
    {
        bool isKnown = MkinitcpioPresets.Unified(facts.Host).Count > 0 || KernelInstallFiles.Layout(facts) == "uki";
        return isKnown || facts.StubInfo is not string stub ? [] : [Says(facts, HostPaths.StubInfo, stub), .. ThereAre(facts, UnifiedImages.All(facts))];
    }

    internal override bool IsEdited(BootFacts facts) => false;

    internal override IReadOnlyList<string> Files(BootFacts facts) => UnifiedImages.All(facts);

    internal override ArgumentStore Store(BootFacts facts) => new InstructionStore(facts, new LoaderInstruction("BootInstructUnifiedImage", facts.Host.Path), _ => null);
}
