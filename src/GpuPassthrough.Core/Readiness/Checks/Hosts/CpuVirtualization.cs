using GpuPassthrough.Boot.Iommu;
using GpuPassthrough.Host;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>Whether the processor offers to run guests. Kernels take the flag away when the firmware has switched it off.</summary>
internal sealed class CpuVirtualization() : HostRule("CpuVirtualization", "proc(5): cpuinfo; Linux arch/x86/kernel/cpu/feat_ctl.c")
{
    internal override Finding Judge(HostScene scene)
    {
        if (scene.Read(HostPaths.ProcessorInfo) is null) return scene.NotThere(HostPaths.ProcessorInfo);
        string path = scene.Describe(HostPaths.ProcessorInfo);
        if (scene.Features is not string[] features) return Finding.Skip(Messages.Format("ReadyCpuSilent", path));
        string? flag = Array.Find(features, feature => feature is "vmx" or "svm");
        if (flag is not null) return Finding.Pass(Messages.Format("ReadyCpuFlag", path, flag));

        // A kernel that has KVM all the same knows another way to run guests.
        bool hasKvm = scene.IsLive && scene.Host.Identify(HostPaths.Kvm) is not null;
        return hasKvm
            ? Finding.Warn(Messages.Format("ReadyCpuOtherWay", path, scene.Describe(HostPaths.Kvm)), Remedy(scene))
            : Finding.Fail(Messages.Format("ReadyCpuNoFlag", path), Remedy(scene));
    }

    private static string Remedy(HostScene scene)
    {
        if (scene.IsGuest) return Messages.Format("ReadyCpuNested");
        return Messages.Format(scene.Processor.Kind == ProcessorKind.Amd ? "ReadyCpuAmd" : "ReadyCpuIntel");
    }
}
