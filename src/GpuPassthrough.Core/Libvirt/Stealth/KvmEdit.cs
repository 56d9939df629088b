using GpuPassthrough.Libvirt.Document;

namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>What the methods do to KVM's own signature, and to VMware's port.</summary>
internal sealed class KvmEdit(DomainElement domain)
{
    private const string Kvm = "kvm";
    private const string Hidden = "hidden";

    internal void Hide()
    {
        DomainElement kvm = domain.Part("features").Ensure(Kvm);
        kvm.FindAll(Hidden).Skip(1).RemoveAll();
        kvm.Ensure(Hidden).Set("state", "on");
    }

    internal void Show()
    {
        if (domain.Path("features", Kvm) is not DomainElement kvm) return;
        kvm.FindAll(Hidden).RemoveAll();
        if (!kvm.Elements.Any()) kvm.Remove();
    }

    /// <summary>QEMU answers on port 0x5658 as VMware does unless told not to.</summary>
    internal void HideVmport() => domain.Part("features").Ensure("vmport").Set("state", "off");
}
