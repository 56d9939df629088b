namespace GpuPassthrough.Boot.CommandLine;

/// <summary>One wish about the kernel command line.</summary>
/// <param name="Kind">What is to be so.</param>
/// <param name="Name">The argument's name; - and _ are the same.</param>
/// <param name="Value">The value, or elements of a comma-separated one; null for a name alone.</param>
internal sealed record ArgumentEdit(ArgumentEditKind Kind, string Name, string? Value = null)
{
    internal static ArgumentEdit Set(string name, string? value = null) => new(ArgumentEditKind.Set, name, value);

    internal static ArgumentEdit Append(string name, string value) => new(ArgumentEditKind.Append, name, value);

    internal static ArgumentEdit TakeOut(string name, string value) => new(ArgumentEditKind.TakeOut, name, value);

    internal static ArgumentEdit Remove(string name) => new(ArgumentEditKind.Remove, name);

    /// <summary>What is to become of the arguments of a command line; nothing when all is so already.</summary>
    internal IReadOnlyList<TokenChange> Changes(IReadOnlyList<KernelToken> tokens)
    {
        int[] places = [.. Enumerable.Range(0, tokens.Count).Where(index => tokens[index].Is(Name))];
        IEnumerable<TokenChange> changes = Kind switch
        {
            ArgumentEditKind.Set => Put(tokens, places, Value),
            ArgumentEditKind.Append => Append(tokens, places),
            ArgumentEditKind.TakeOut => TakeOut(tokens, places),
            _ => places.Select(index => new TokenChange(index, null)),
        };
        return [.. changes];
    }

    // The last occurrence stays: where one value is taken, it counts.
    private IEnumerable<TokenChange> Put(IReadOnlyList<KernelToken> tokens, int[] places, string? value)
    {
        foreach (int place in places.SkipLast(1)) yield return new TokenChange(place, null);
        if (places.Length == 0) yield return new TokenChange(tokens.Count, KernelToken.Of(Name, value));
        else if (tokens[places[^1]].Value != value) yield return new TokenChange(places[^1], KernelToken.Of(tokens[places[^1]].Name, value));
    }

    private IEnumerable<TokenChange> Append(IReadOnlyList<KernelToken> tokens, int[] places)
    {
        if (places.Length == 0) return [new TokenChange(tokens.Count, KernelToken.Of(Name, Value))];
        if (ArgumentNames.IsRepeated(Name))
        {
            bool isThere = places.Any(place => tokens[place].Value == Value);
            return isThere ? [] : [new TokenChange(tokens.Count, KernelToken.Of(Name, Value))];
        }

        KernelToken last = tokens[places[^1]];
        bool mergesAll = ArgumentNames.IsIdList(Name) && places.Length > 1;
        string? start = mergesAll ? ValueList.Union(places.Select(place => tokens[place].Value), Comparer) : last.Value;
        string? value = ValueList.With(start, Value, Comparer);
        if (mergesAll) return Put(tokens, places, value);
        return value == last.Value ? [] : [new TokenChange(places[^1], KernelToken.Of(last.Name, value))];
    }

    private IEnumerable<TokenChange> TakeOut(IReadOnlyList<KernelToken> tokens, int[] places)
    {
        foreach (int place in places)
        {
            KernelToken token = tokens[place];
            string? left = ArgumentNames.IsRepeated(Name) ? token.Value == Value ? null : token.Value : ValueList.Without(token.Value, Value, Comparer);
            if (left != token.Value) yield return new TokenChange(place, left is null ? null : KernelToken.Of(token.Name, left));
        }
    }

    private StringComparer Comparer => ArgumentNames.IsIdList(Name) ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
}
