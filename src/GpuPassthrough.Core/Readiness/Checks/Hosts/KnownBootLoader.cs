using GpuPassthrough.Boot.Loaders;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>Whether it is known for certain where kernel arguments have to be written.</summary>
internal sealed class KnownBootLoader() : HostRule("BootLoader", "Boot Loader Interface and Boot Loader Specification (uapi-group); update-grub(8), kernel-install(8)")
{
    internal override Finding Judge(HostScene scene)
    {
        if (scene.Stubs.KnownBoot is null) return Finding.Warn(scene.Stubs.BootProblem!);
        BootLoader loader = scene.Stubs.KnownBoot.Loader;
        string evidence = Messages.Format("ReadyLoader", loader.Name, string.Join(' ', loader.Evidence));
        return loader.IsEdited ? Finding.Pass(evidence) : Finding.Warn(evidence, Messages.Format("ReadyLoaderByHand"));
    }
}
