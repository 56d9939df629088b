namespace GpuPassthrough.Pci;

/// <summary>The host has no IOMMU group of the number, or a function belongs to none.</summary>
public sealed class IommuGroupNotFoundException : PassthroughException
{
    private IommuGroupNotFoundException(string id, object subject, params object?[] arguments)
        : base(id, [subject, .. arguments]) => Subject = subject;

    /// <inheritdoc />
    public override object Subject { get; }

    internal static IommuGroupNotFoundException Number(int number, string hostRoot, IReadOnlyList<IommuGroup> groups) =>
        new("IommuGroupNotFound", number, hostRoot, Describe(groups));

    internal static IommuGroupNotFoundException Member(PciAddress address) => new("IommuGroupMissing", address);

    private static string Describe(IReadOnlyList<IommuGroup> groups)
    {
        if (groups.Count == 0) return "none";
        bool hasGaps = groups[^1].Number - groups[0].Number != groups.Count - 1;
        return $"{groups[0].Number} to {groups[^1].Number}{(hasGaps ? ", with gaps" : string.Empty)}";
    }
}
