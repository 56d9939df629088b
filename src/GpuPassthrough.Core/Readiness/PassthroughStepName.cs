namespace GpuPassthrough.Readiness;

/// <summary>The steps of the tutorial, in its order.</summary>
public enum PassthroughStepName
{
    /// <summary>The IOMMU translates for the card: it is in an IOMMU group.</summary>
    Iommu,

    /// <summary>The card, and what has to go with it, is configured to be left to vfio-pci at start.</summary>
    Stub,

    /// <summary>The host was started since.</summary>
    Reboot,

    /// <summary>All of it is on vfio-pci, and VFIO would take the group.</summary>
    StubVerified,

    /// <summary>The option ROM is in a file that QEMU can read.</summary>
    Rom,

    /// <summary>There is a domain for the card.</summary>
    Domain,

    /// <summary>The guest is shown as much of the hypervisor as it is to see.</summary>
    Stealth,

    /// <summary>The domain has all functions that go together, with the ROM file where one is needed.</summary>
    HostDevice,

    /// <summary>The domain runs with the card.</summary>
    Started,
}
