using System.Collections;
using System.Management.Automation;

namespace GpuPassthrough.Tests.Remoting;

/// <summary>Compares objects with what jobs, Export-Clixml and remoting make of them.</summary>
internal static class Twins
{
    private const string Ours = "GpuPassthrough.";

    /// <summary>What the other side of a session gets.</summary>
    internal static PSObject Of(PSObject live) => PSObject.AsPSObject(PSSerializer.Deserialize(PSSerializer.Serialize(live)));

    /// <summary>Where the twin does not say the same, a line each.</summary>
    /// <param name="path">Names the value.</param>
    /// <param name="live">The value.</param>
    /// <param name="twin">Its twin.</param>
    internal static IEnumerable<string> Differences(string path, object? live, object? twin)
    {
        object? value = Bare(live);
        object? other = Bare(twin);
        if (value is null || other is null) return value == other ? [] : [$"{path}: '{value}' became '{other}'"];
        if (value is IEnumerable items and not string) return OfItems(path, [.. items.Cast<object?>()], other);
        if (IsText(value)) return $"{value}" == $"{twin}" ? [] : [$"{path}: '{value}' became '{twin}'"];
        if (!value.GetType().FullName!.StartsWith(Ours, StringComparison.Ordinal)) return value.Equals(other) ? [] : [$"{path}: '{value}' ({value.GetType()}) became '{other}' ({other.GetType()})"];
        return OfProperties(path, PSObject.AsPSObject(value), PSObject.AsPSObject(twin!));
    }

    private static IEnumerable<string> OfItems(string path, object?[] live, object twin)
    {
        object?[] others = twin is IEnumerable items and not string ? [.. items.Cast<object?>()] : [twin];
        if (live.Length != others.Length) return [$"{path}: {live.Length} became {others.Length}"];
        return live.Zip(others, (value, other) => (value, other)).SelectMany((pair, index) => Differences($"{path}[{index}]", pair.value, pair.other));
    }

    private static IEnumerable<string> OfProperties(string path, PSObject live, PSObject twin)
    {
        if (twin.TypeNames[0] != "Deserialized." + live.TypeNames[0]) return [$"{path}: a {live.TypeNames[0]} became a {twin.TypeNames[0]}"];
        return $"{live}" != $"{twin}"
            ? [$"{path}: '{live}' is called '{twin}'"]
            : live.Properties.SelectMany(property => twin.Properties[property.Name] is PSPropertyInfo other ? Differences($"{path}.{property.Name}", property.Value, other.Value) : [$"{path}.{property.Name}: it is gone"]);
    }

    // What is written as one word and read back from it.
    private static bool IsText(object value) => value is Enum || (value.GetType().IsValueType && value.GetType().FullName!.StartsWith(Ours, StringComparison.Ordinal));

    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
