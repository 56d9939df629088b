namespace GpuPassthrough.Pci;

/// <summary>A function somebody named, by text or by an object: where it is to be looked for and what is expected there.</summary>
/// <param name="Address">The address.</param>
/// <param name="HostRoot">The root of the host the object came from; null for plain text.</param>
/// <param name="HostId">The id of that host; null for plain text.</param>
/// <param name="ExpectedId">The hardware ID the object had; null for plain text.</param>
/// <param name="IsBridgeOfGroup">True for a bridge that came along in a group: it belongs to what was named, and is never what is acted on.</param>
public sealed record PciTarget(PciAddress Address, string? HostRoot = null, string? HostId = null, HardwareId? ExpectedId = null, bool IsBridgeOfGroup = false)
{
    /// <summary>The address.</summary>
    public override string ToString() => Address.ToString();

    /// <summary>A target for a function that was read.</summary>
    internal static PciTarget From(PciDevice device) => new(device.Address, device.HostRoot, device.HostId, device.Facts.Id);

    /// <summary>Targets for the functions of a group.</summary>
    internal static IEnumerable<PciTarget> From(IommuGroup group) =>
        group.Functions.Select(function => From(function) with { IsBridgeOfGroup = function.IsBridge });
}
