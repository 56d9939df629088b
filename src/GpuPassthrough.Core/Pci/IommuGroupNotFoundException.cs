namespace GpuPassthrough.Pci;

/// <summary>The host has no IOMMU group of the number, or a function belongs to none.</summary>
public sealed class IommuGroupNotFoundException : PassthroughException
{
    private IommuGroupNotFoundException(string id, object subject, params object?[] arguments)
        : base(id, [subject, .. arguments]) => Subject = subject;

    /// <inheritdoc />
    public override object Subject { get; }

    internal static IommuGroupNotFoundException Number(int number, string hostRoot, IReadOnlyList<IommuGroup> groups) =>
        new("IommuGroupNotFound", number, hostRoot, groups.Count == 0 ? "none" : $"{groups[0].Number} to {groups[^1].Number}, with gaps");

    internal static IommuGroupNotFoundException Member(PciAddress address) => new("IommuGroupMissing", address);
}
