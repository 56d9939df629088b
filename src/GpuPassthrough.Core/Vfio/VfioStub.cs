using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio;

/// <summary>The stub of one function: what is configured where, and what is so now.</summary>
public sealed class VfioStub
{
    private readonly PciDevice? _device;

    internal VfioStub(PciAddress address, string id, PciDevice? device)
    {
        Address = address;
        Id = id;
        _device = device;
    }

    /// <summary>The function's address.</summary>
    public PciAddress Address { get; }

    /// <summary>The hardware ID that is stubbed there, vendor:device.</summary>
    public string Id { get; }

    /// <summary>Vendor and device in words, from pci.ids; null when it is not there.</summary>
    public string? Name => _device?.Name;

    /// <summary>How it is stubbed; null when it is not.</summary>
    public VfioStubStrategy? Strategy { get; init; }

    /// <summary>What is configured where, a line each: the kernel argument, the softdep, the lines for driver_override, the initramfs.</summary>
    public string[] Configured { get; init; } = [];

    /// <summary>The driver bound to the function now; null when there is none.</summary>
    public string? Driver => _device?.Driver;

    /// <summary>Where the stub stands.</summary>
    public VfioStubState State { get; init; }

    /// <summary>Why it stands there, in one sentence; null where the state says it all.</summary>
    public string? Reason { get; init; }

    /// <summary>How to start the host without the stub from the boot menu, should it not come up; null when nothing of ours is configured.</summary>
    public string? WayBack { get; init; }

    /// <summary>The directory that is the host's root: <c>/</c> for the running machine.</summary>
    public required string HostRoot { get; init; }

    /// <summary>Tells the host from others without naming it: a salted hash of its machine id.</summary>
    public string? HostId { get; init; }

    /// <summary>The address, the state, and the reason.</summary>
    public override string ToString() => Reason is null ? $"{Address} {State}" : $"{Address} {State}: {Reason}";
}
