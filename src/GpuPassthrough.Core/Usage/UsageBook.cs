using GpuPassthrough.Pci;

namespace GpuPassthrough.Usage;

/// <summary>Collects uses of the functions asked for; the same use found twice counts once.</summary>
internal sealed class UsageBook
{
    private readonly Dictionary<PciAddress, HashSet<DeviceUse>?> _uses = [];

    internal UsageBook(IEnumerable<PciAddress> functions)
    {
        foreach (PciAddress function in functions) _uses[function] = null;
    }

    internal bool IsEmpty => _uses.Count == 0;

    internal bool Wants(PciAddress function) => _uses.ContainsKey(function);

    internal void Add(IEnumerable<PciAddress> functions, DeviceUseKind kind, string resource, string detail)
    {
        foreach (PciAddress function in functions)
        {
            if (_uses.TryGetValue(function, out HashSet<DeviceUse>? uses)) (uses ?? (_uses[function] = [])).Add(new DeviceUse(kind, resource, detail));
        }
    }

    internal IReadOnlyDictionary<PciAddress, DeviceUse[]> Close() => _uses.ToDictionary(entry => entry.Key, entry => Sorted(entry.Value));

    private static DeviceUse[] Sorted(HashSet<DeviceUse>? uses) => uses is null
        ? []
        : [.. uses.OrderBy(use => use.Kind).ThenBy(use => use.Resource, StringComparer.Ordinal).ThenBy(use => use.Detail, StringComparer.Ordinal)];
}
