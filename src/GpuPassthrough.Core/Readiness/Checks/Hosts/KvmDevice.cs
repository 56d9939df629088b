using GpuPassthrough.Boot.Iommu;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.HostDevices;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>Whether KVM is there and may be used: by QEMU, as libvirt starts it, and by this user.</summary>
internal sealed class KvmDevice() : HostRule("KvmDevice", "Documentation/virt/kvm/api.rst")
{
    internal override Finding Judge(HostScene scene)
    {
        if (!scene.IsLive) return scene.NotLive();
        string path = scene.Describe(HostPaths.Kvm);
        if (scene.Host.Identify(HostPaths.Kvm) is not FileIdentity node) return Finding.Fail(Messages.Format("ReadyKvmMissing", path), Messages.Format("ReadyKvmLoad", Module(scene)));
        QemuUser qemu = QemuUser.Read(scene.Host, QemuSettings.Read(scene.Host));
        string mode = Messages.Format("ReadyKvmMode", path, Convert.ToString(node.Permissions, 8), node.Owner, node.Group);
        if (!scene.Host.MayReadAndWrite(HostPaths.Kvm)) return Closed(qemu, node, mode);
        return Finding.Pass(Messages.Format("ReadyKvmOpen", mode));
    }

    // libvirt opens it as QEMU's user; who else may is a matter of taste.
    private static Finding Closed(QemuUser qemu, FileIdentity node, string mode) => qemu.IsKnown && qemu.MayReadAndWrite(node)
        ? Finding.Pass(Messages.Format("ReadyKvmForQemu", mode, qemu.Name))
        : Finding.Warn(Messages.Format("ReadyKvmClosed", mode), Messages.Format("ReadyKvmGroup"));

    private static string Module(HostScene scene) => scene.Processor.Kind switch { ProcessorKind.Intel => "kvm_intel", ProcessorKind.Amd => "kvm_amd", _ => "kvm" };
}
