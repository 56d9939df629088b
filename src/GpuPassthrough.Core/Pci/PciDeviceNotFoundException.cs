namespace GpuPassthrough.Pci;

/// <summary>No function of the host has the address.</summary>
public sealed class PciDeviceNotFoundException : PassthroughException
{
    private const int MostSuggestions = 3;

    internal PciDeviceNotFoundException(PciAddress address, string hostRoot, IReadOnlyList<PciAddress> nearest)
        : base(nearest.Count == 0 ? "PciDeviceNotFoundNone" : "PciDeviceNotFound", [address, hostRoot, string.Join(", ", nearest)])
    {
        Address = address;
        Nearest = nearest;
    }

    /// <summary>The address asked for.</summary>
    public PciAddress Address { get; }

    /// <summary>The nearest addresses the host has.</summary>
    public IReadOnlyList<PciAddress> Nearest { get; }

    /// <inheritdoc />
    public override object Subject => Address;

    internal static PciDeviceNotFoundException Among(PciAddress address, string hostRoot, IEnumerable<PciAddress> existing) =>
        new(address, hostRoot, [.. existing.OrderBy(other => other.DistanceTo(address)).Take(MostSuggestions).Order()]);
}
