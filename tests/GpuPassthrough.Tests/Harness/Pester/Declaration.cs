using System.Collections;
using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>What a file says of a block or test, before its cases are known one by one.</summary>
internal sealed class Declaration
{
    public required string Name { get; init; }

    public required ScriptBlock Body { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required bool Skip { get; init; }

    /// <summary>One set of variables per case; a single empty one without -ForEach.</summary>
    public required IReadOnlyList<Hashtable> Cases { get; init; }

    public static IReadOnlyList<Hashtable> NoCases { get; } = [[]];

    public static IReadOnlyList<Hashtable> CasesOf(IEnumerable<object?> data) => [.. data.Select(VariablesOf)];

    private static Hashtable VariablesOf(object? item)
    {
        Hashtable variables = new(StringComparer.OrdinalIgnoreCase) { ["_"] = item };
        if ((item as PSObject)?.BaseObject is IDictionary wrapped)
            item = wrapped;
        if (item is not IDictionary dictionary)
            return variables;

        foreach (DictionaryEntry entry in dictionary)
            variables[entry.Key.ToString()!] = entry.Value;
        return variables;
    }
}
