using System.Collections;
using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Operators;

/// <summary>When BeNullOrEmpty holds for what came down the pipeline.</summary>
internal static class Emptiness
{
    public static bool Holds(object?[] items) => items.Length switch
    {
        0 => true,
        1 => IsEmpty(items[0]),
        _ => false,
    };

    // A single item counts as the text it converts to, so an empty array inside an array is empty as well.
    private static bool IsEmpty(object? item) =>
        (item is PSObject wrapped ? wrapped.BaseObject : item) is Hashtable table
            ? table.Count == 0
            : string.IsNullOrEmpty(LanguagePrimitives.ConvertTo<string>(item));
}
