using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>Finds the directory of the host's kernel modules.</summary>
internal static class KernelModuleTree
{
    /// <summary>
    /// The running kernel's directory (<c>/proc/sys/kernel/osrelease</c>); where that is unknown, or has gone as it does
    /// when a kernel was upgraded and not yet booted, the only directory there is; else null.
    /// </summary>
    internal static string? Find(HostRoot host)
    {
        if (host.ReadText(HostPaths.KernelRelease) is { Length: > 0 } release && !release.Contains('/'))
        {
            foreach (string tree in HostPaths.ModuleTrees)
            {
                if (host.Identify(tree + "/" + release) is { IsDirectory: true }) return tree + "/" + release;
            }
        }

        foreach (string tree in HostPaths.ModuleTrees)
        {
            List<HostEntry> kernels = host.List(tree);
            if (kernels.Count > 0) return kernels.Count == 1 ? tree + "/" + kernels[0].Name : null;
        }

        return null;
    }
}
