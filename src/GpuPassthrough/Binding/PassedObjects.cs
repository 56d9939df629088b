using System.Collections;
using System.Management.Automation;

namespace GpuPassthrough.Binding;

/// <summary>What people pass to a parameter, as objects or as what a session made of them.</summary>
internal static class PassedObjects
{
    /// <summary>The values one by one, lists taken apart, each with its PowerShell wrapping where it has one.</summary>
    internal static IEnumerable<object?> Each(object? value) =>
        Bare(value) is IEnumerable items and not (string or IDictionary) ? items.Cast<object?>().SelectMany(Each) : [value];

    /// <summary>The object itself; of a deserialised one nothing but a placeholder.</summary>
    internal static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>A property as text; null where it is missing or empty.</summary>
    internal static string? Text(PSObject bag, string property) => bag.Properties[property]?.Value?.ToString() is { Length: > 0 } text ? text : null;
}
