using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Vfio.Stubs;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>Whether the kernels of the host have vfio-pci, as a module or built in.</summary>
internal sealed class VfioDriver() : HostRule("VfioDriver", "Documentation/driver-api/vfio.rst; modules.builtin and modules.dep of depmod(8)")
{
    private const string Module = "vfio_pci";

    internal override Finding Judge(HostScene scene)
    {
        IReadOnlyList<InstalledKernel> kernels = scene.Stubs.Kernels;
        InstalledKernel? running = kernels.FirstOrDefault(kernel => kernel.Release == scene.Release);
        if (Forbidden(scene) is string argument) return Finding.Fail(Messages.Format("ReadyVfioForbidden", argument), Messages.Format("ReadyVfioForbiddenRemedy", argument));
        if (scene.Host.Identify(HostPaths.VfioPciDriver) is not null) return WithOthers(Messages.Format("ReadyVfioLoaded", scene.Describe(HostPaths.VfioPciDriver)), kernels);
        if (scene.IsLive && kernels.Count == 0) return Finding.Fail(Messages.Format("ReadyVfioNowhere", scene.Release, scene.Describe(HostPaths.VfioPciDriver)), Messages.Format("ReadyVfioInstall", scene.Release));
        if (kernels.Count == 0) return Finding.Skip(Messages.Format("ReadyVfioNoKernels", string.Join(", ", HostPaths.ModuleTrees.Select(scene.Describe))));
        if (running is null && scene.Release.Length > 0) return Finding.Warn(Messages.Format("ReadyVfioKernelGone", scene.Release), Messages.Format("ReadyRestart"));
        InstalledKernel kernel = running ?? kernels[^1];
        if (kernel.HasBuiltIn(Module)) return WithOthers(Messages.Format("ReadyVfioBuiltIn", kernel.Release), kernels);
        if (kernel.HasModule(Module)) return WithOthers(Messages.Format("ReadyVfioModule", kernel.Release), kernels);
        return Finding.Fail(Messages.Format("ReadyVfioLacks", kernel.Release), Messages.Format("ReadyVfioInstall", kernel.Release));
    }

    private static Finding WithOthers(string evidence, IReadOnlyList<InstalledKernel> kernels)
    {
        string[] lacking = [.. kernels.Where(kernel => !kernel.HasBuiltIn(Module) && !kernel.HasModule(Module)).Select(kernel => kernel.Release)];
        string others = string.Join(", ", lacking);
        return lacking.Length == 0 ? Finding.Pass(evidence) : Finding.Warn(Messages.Format("ReadyVfioOtherLacks", evidence, others), Messages.Format("ReadyVfioInstall", others));
    }

    // The kernel compares these names letter by letter (kernel/module/main.c, blacklisted()).
    private static string? Forbidden(HostScene scene) =>
        scene.Running.Tokens.FirstOrDefault(token => token.Is("module_blacklist") && token.Value?.Split(',').Select(ModuleIndex.Normalize).Contains(Module) == true)?.Text;
}
