using System.Management.Automation;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Binding;

/// <summary>The filters of a query: a function fits when it fits each filter that is given, and a filter when one of its patterns does.</summary>
internal sealed class DeviceFilter
{
    private readonly List<(WildcardPattern[] Patterns, Func<PciDevice, string> Value)> _filters = [];
    private readonly bool _gpu;

    internal DeviceFilter(string[]? vendor, string[]? device, string[]? id, string[]? classes, string[]? driver, bool gpu)
    {
        _gpu = gpu;
        Add(vendor, static function => function.Vendor);
        Add(device, static function => function.Device);
        Add(id, static function => function.Id);
        Add(classes?.Select(prefix => prefix + "*"), static function => function.Class + function.ProgIf);
        Add(driver, static function => function.Driver ?? string.Empty);
    }

    internal bool IsEmpty => _filters.Count == 0 && !_gpu;

    internal bool Matches(PciDevice device) =>
        (!_gpu || device.IsDisplay) && _filters.TrueForAll(filter => Array.Exists(filter.Patterns, pattern => pattern.IsMatch(filter.Value(device))));

    private void Add(IEnumerable<string>? texts, Func<PciDevice, string> value)
    {
        if (texts is not null) _filters.Add(([.. texts.Select(text => WildcardPattern.Get(text, WildcardOptions.IgnoreCase))], value));
    }
}
