namespace GpuPassthrough.Pci;

/// <summary>A capability in configuration space.</summary>
/// <param name="Id">The capability's number.</param>
/// <param name="IsExtended">True for those of PCI Express, from offset 256 on.</param>
/// <param name="Offset">Where it lies, in bytes.</param>
/// <param name="Name">Its name; the number where it has none here.</param>
public sealed record PciCapability(int Id, bool IsExtended, int Offset, string Name)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
