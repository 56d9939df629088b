namespace GpuPassthrough.Boot.CommandLine;

/// <summary>Comma-separated values such as <c>on,sm_on</c> or hardware IDs.</summary>
internal static class ValueList
{
    internal static IEnumerable<string> Split(string? value) => (value ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>All elements, each once, in the order in which they come.</summary>
    internal static string Union(IEnumerable<string?> values, StringComparer comparer) =>
        string.Join(',', values.SelectMany(Split).Distinct(comparer));

    /// <summary>The value with the elements it lacks at its end; as it was where it lacks none.</summary>
    internal static string? With(string? value, string? added, StringComparer comparer)
    {
        string[] missing = [.. Split(added).Except(Split(value), comparer)];
        if (missing.Length == 0) return value;
        string separator = string.IsNullOrEmpty(value) || value.EndsWith(',') ? string.Empty : ",";
        return value + separator + string.Join(',', missing);
    }

    /// <summary>The value without these elements, as it was where it has none of them; null when nothing is left.</summary>
    internal static string? Without(string? value, string? elements, StringComparer comparer)
    {
        HashSet<string> gone = new(Split(elements), comparer);
        if (!Split(value).Any(gone.Contains)) return value;
        string left = string.Join(',', Split(value).Where(element => !gone.Contains(element)));
        return left.Length == 0 ? null : left;
    }
}
