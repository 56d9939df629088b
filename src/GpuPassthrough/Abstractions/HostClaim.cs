using GpuPassthrough.Changes;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Abstractions;

/// <summary>What an object that was passed says of the host it belongs to.</summary>
/// <param name="Subject">The object, for messages.</param>
/// <param name="HostRoot">The root of its host; null for plain text.</param>
/// <param name="HostId">The id of that host; null for plain text.</param>
internal readonly record struct HostClaim(string Subject, string? HostRoot, string? HostId)
{
    internal static HostClaim Of(PciTarget target) => new(target.ToString(), target.HostRoot, target.HostId);

    internal static HostClaim Of(ChangeTarget target) => new(target.ToString(), target.HostRoot, target.HostId);

    internal static HostClaim Of(DomainTarget target) => new(target.ToString(), target.HostRoot, target.HostId);
}
