using System.Globalization;

namespace GpuPassthrough.Changes;

/// <summary>A change somebody named, by its number or as an object.</summary>
/// <param name="Id">The number, from 1.</param>
/// <param name="HostRoot">The root of the host whose change it is; null for a bare number.</param>
/// <param name="HostId">The id of that host; null for a bare number.</param>
public sealed record ChangeTarget(int Id, string? HostRoot = null, string? HostId = null)
{
    /// <summary>The number.</summary>
    public override string ToString() => Id.ToString(CultureInfo.InvariantCulture);
}
