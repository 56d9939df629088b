namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>How much of the hypervisor a guest's drivers are shown.</summary>
public enum DomainStealthMethod
{
    /// <summary>Nothing is hidden: no kvm hidden, no hypervisor feature, no vendor_id.</summary>
    None,

    /// <summary>The processor says that there is no hypervisor (CPUID leaf 1, ECX bit 31), and KVM is hidden. Windows then runs without any enlightenment.</summary>
    DisableHypervisorBit,

    /// <summary>The guest sees Hyper-V under a made-up name and uses its basic enlightenments; KVM is hidden.</summary>
    HyperVEnlightenments,

    /// <summary>Nothing is hidden, and Windows gets every enlightenment that works here: what today's drivers want.</summary>
    Enlightened,
}
