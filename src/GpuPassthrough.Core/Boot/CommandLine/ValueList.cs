namespace GpuPassthrough.Boot.CommandLine;

/// <summary>Comma-separated values such as <c>on,sm_on</c> or hardware IDs.</summary>
internal static class ValueList
{
    internal static IEnumerable<string> Split(string? value) => (value ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>All elements, each once, in the order in which they come.</summary>
    internal static string Union(IEnumerable<string?> values, string? added) =>
        string.Join(',', values.Append(added).SelectMany(Split).Distinct(StringComparer.OrdinalIgnoreCase));

    /// <summary>The value without these elements, as it was where it has none of them; null when nothing is left.</summary>
    internal static string? Without(string? value, string? elements)
    {
        HashSet<string> gone = new(Split(elements), StringComparer.OrdinalIgnoreCase);
        if (!Split(value).Any(gone.Contains)) return value;
        string left = string.Join(',', Split(value).Where(element => !gone.Contains(element)));
        return left.Length == 0 ? null : left;
    }
}
