using System.Collections;
using System.Management.Automation;

namespace GpuPassthrough.Tests.Harness.Pester.Operators;

/// <summary>
/// When Be and BeExactly hold: both sides are taken as lists; nothing, an empty list and a single null are the same;
/// else the counts agree, and each expected item equals its counterpart, arrays inside by the same rule.
/// </summary>
internal sealed class Equality(Func<object?, object?, bool> equal)
{
    private const int DeepestNesting = 100;

    public bool Holds(object? actual, object? expected) => Holds(actual, expected, DeepestNesting);

    private bool Holds(object? actual, object? expected, int depth)
    {
        if (depth == 0)
            throw new InvalidOperationException("the arrays are nested too deep to be compared");

        object?[] actuals = Items(actual);
        object?[] expecteds = Items(expected);
        if (IsNothing(actuals) || IsNothing(expecteds))
            return IsNothing(actuals) && IsNothing(expecteds);
        return actuals.Length == expecteds.Length
            && actuals.Zip(expecteds).All(pair => ItemHolds(pair.First, pair.Second, depth));
    }

    private bool ItemHolds(object? actual, object? expected, int depth) =>
        IsArray(actual) || IsArray(expected) ? Holds(actual, expected, depth - 1) : equal(expected, actual);

    private static object?[] Items(object? value)
    {
        object? bare = Bare(value);
        if (bare is IList list)
            return [.. list.Cast<object?>()];
        if (bare is null)
            return [];
        // Pester 5 takes such a sequence as one item, Pester 6 as its items.
        if (bare is not (string or IDictionary) && LanguagePrimitives.GetEnumerable(value) is not null)
            throw new NotSupportedException($"{bare.GetType()} means different things to Should -Be in Pester 5 and 6; put it into @()");
        return [value];
    }

    private static bool IsNothing(object?[] items) => items.Length == 0 || (items.Length == 1 && Bare(items[0]) is null);

    private static bool IsArray(object? value) => Bare(value) is Array;

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
