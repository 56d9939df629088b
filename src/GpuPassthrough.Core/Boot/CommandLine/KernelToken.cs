namespace GpuPassthrough.Boot.CommandLine;

/// <summary>One argument of a kernel command line.</summary>
/// <param name="Text">As it stands there, with its quotes.</param>
/// <param name="Name">The name as written, without quotes.</param>
/// <param name="Value">What follows the first equals sign, without quotes; null for a name alone.</param>
internal sealed record KernelToken(string Text, string Name, string? Value)
{
    /// <summary>The kernel takes - and _ in names for the same (parameq in kernel/params.c).</summary>
    internal static bool SameName(string left, string right) => Normal(left) == Normal(right);

    internal bool Is(string name) => SameName(Name, name);

    /// <summary>An argument with quotes where the value needs them.</summary>
    internal static KernelToken Of(string name, string? value)
    {
        string text = value is null ? name : value.Any(char.IsWhiteSpace) ? $"{name}=\"{value}\"" : $"{name}={value}";
        return new KernelToken(text, name, value);
    }

    /// <summary>Takes one word apart as next_arg() in lib/cmdline.c does.</summary>
    internal static KernelToken Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        bool isQuotedWhole = text.StartsWith('"');
        string plain = isQuotedWhole ? Unquote(text) : text;
        if (isQuotedWhole) equals = plain.IndexOf('=', StringComparison.Ordinal);

        // A word that begins with = has no name to split off.
        if (equals <= 0) return new KernelToken(text, plain, null);
        string value = plain[(equals + 1)..];
        return new KernelToken(text, plain[..equals], isQuotedWhole ? value : Unquote(value));
    }

    // A quote at the start is dropped, and then one at the end; quotes inside stay.
    private static string Unquote(string text)
    {
        if (!text.StartsWith('"')) return text;
        string rest = text[1..];
        return rest.EndsWith('"') ? rest[..^1] : rest;
    }

    private static string Normal(string name) => name.Replace('-', '_');
}
