using GpuPassthrough.Boot.Initramfs;
using GpuPassthrough.Boot.Initramfs.Images;
using GpuPassthrough.Host;
using GpuPassthrough.Vfio.Stubs;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>Whether vfio-pci is where the drivers of cards are loaded first. It matters once something is stubbed.</summary>
internal sealed class VfioInInitramfs() : HostRule("VfioInInitramfs", "initramfs-tools(7), dracut(8), mkinitcpio(8); modprobe.d(5), softdep")
{
    private const string Module = "vfio_pci";

    internal override Finding Judge(HostScene scene)
    {
        StubHost stubs = scene.Stubs;
        InstalledKernel? kernel = stubs.Kernels.FirstOrDefault(kernel => kernel.Release == scene.Release) ?? (stubs.Kernels.Count > 0 ? stubs.Kernels[^1] : null);
        if (kernel is null) return Finding.Skip(Messages.Format("ReadyVfioNoKernels", string.Join(", ", HostPaths.ModuleTrees.Select(scene.Describe))));
        if (kernel.HasBuiltIn(Module)) return Finding.Pass(Messages.Format("ReadyImageBuiltIn", kernel.Release));
        if (!kernel.HasModule(Module)) return Finding.Skip(Messages.Format("ReadyVfioLacks", kernel.Release));
        bool isStubbed = stubs.File.Stubs.Count > 0 || stubs.IdArguments.Count > 0 || stubs.OptionIds.Any();
        if (!isStubbed) return Finding.Skip(Messages.Format("ReadyImageNotYet"));
        return stubs.KnownInitramfs is InitramfsGenerator generator ? Judge(scene, generator, generator.Image(kernel.Release)) : Finding.Skip(Messages.Format("ReadyImageGenerator"));
    }

    private static Finding Judge(HostScene scene, InitramfsGenerator generator, ImageReport image)
    {
        ImageContent content = image.FindModule(Module);
        if (content.State == ImageState.Unknown) return Finding.Skip(content.Reason ?? Messages.Format("ReadyImageGenerator"));
        string path = scene.Describe(content.Image!);
        if (content.State == ImageState.Holds) return Finding.Pass(Messages.Format("ReadyImageHolds", path));
        return Finding.Warn(Messages.Format("ReadyImageLacks", path), Refresh(generator));
    }

    private static string Refresh(InitramfsGenerator generator)
    {
        string commands = string.Join("; ", generator.Refresh().Commands.Select(command => command.ToString()));
        return commands.Length > 0 ? Messages.Format("ReadyImageRebuild", commands) : Messages.Format("ReadyImageGenerator");
    }
}
