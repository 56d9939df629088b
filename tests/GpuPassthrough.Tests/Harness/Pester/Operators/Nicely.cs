using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Operators;

/// <summary>Shows a value in a failure message so that null, empty, text and collections can be told apart.</summary>
internal static class Nicely
{
    private const int Longest = 20;

    public static string Show(object? value)
    {
        object? bare = value is PSObject wrapped ? wrapped.BaseObject : value;
        return bare switch
        {
            null => "$null",
            string text => $"'{text}'",
            bool truth => truth ? "$true" : "$false",
            Type type => $"[{type.FullName}]",
            ScriptBlock script => $"{{{script}}}",
            PSCustomObject => value!.ToString()!,
            IDictionary dictionary => $"@{{{string.Join("; ", dictionary.Keys.Cast<object>().Select(key => $"{key}={Show(dictionary[key])}"))}}}",
            IEnumerable items => Items([.. items.Cast<object?>()]),
            IFormattable number => $"{number.ToString(null, CultureInfo.InvariantCulture)} [{bare.GetType().Name}]",
            _ => $"{bare} [{bare.GetType().Name}]",
        };
    }

    private static string Items(object?[] items)
    {
        string shown = string.Join(", ", items.Take(Longest).Select(Show));
        return items.Length > Longest ? $"@({shown}, ... {items.Length} in all)" : $"@({shown})";
    }
}
