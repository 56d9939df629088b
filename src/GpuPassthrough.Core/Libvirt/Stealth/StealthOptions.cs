namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>What is asked for, and what is known of the place where the domain runs. What is null is not known, and then taken to be no hindrance.</summary>
internal sealed record StealthOptions(DomainStealthMethod Method)
{
    /// <summary>The name Hyper-V goes by; null for the one that is there, else one of our own.</summary>
    internal string? VendorId { get; init; }

    /// <summary>Also switches VMware's port off.</summary>
    internal bool HideVmport { get; init; }

    internal Version? LibvirtVersion { get; init; }

    internal Version? QemuVersion { get; init; }

    /// <summary>The vendor_id of the host's processors, as <c>/proc/cpuinfo</c> says.</summary>
    internal string? CpuVendor { get; init; }
}
