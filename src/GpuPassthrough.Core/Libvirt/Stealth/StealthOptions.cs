using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Domains;

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

    /// <summary>Whether KVM lets guests have guests of their own; null where its module is not loaded.</summary>
    internal bool? HasNested { get; init; }

    /// <summary>The same, for a domain: with the versions of who runs it, and the processors of its host.</summary>
    internal StealthOptions For(DomainDefinition domain, HostRoot host) => this with
    {
        LibvirtVersion = domain.Versions?.Daemon,
        QemuVersion = domain.Versions?.Hypervisor,
        CpuVendor = ReadVendor(host),
        HasNested = host.ReadText(HostPaths.NestedOnIntel)?.Trim() is string nested ? nested is "Y" or "1" : null,
    };

    private static string? ReadVendor(HostRoot host) => (host.ReadText(HostPaths.ProcessorInfo) ?? "")
        .Split('\n')
        .Where(line => line.StartsWith("vendor_id", StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
        .FirstOrDefault();
}
