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
    /// <exception cref="BootConfigurationException">The kernel, which knows no escapes, would read something else.</exception>
    internal static KernelToken Of(string name, string? value)
    {
        string text = value is null ? name : value.Any(CommandLineText.IsSpace) ? $"{name}=\"{value}\"" : $"{name}={value}";
        KernelToken token = new(text, name, value);
        return IsReadBack(token) ? token : throw new BootConfigurationException("ArgumentNotWritable", value is null ? name : $"{name}={value}");
    }

    /// <summary>Takes one word apart as next_arg() in lib/cmdline.c does.</summary>
    internal static KernelToken Parse(string text)
    {
        bool isQuotedWhole = text.StartsWith('"');
        string plain = isQuotedWhole ? text[1..] : text;

        // An equals sign that comes first belongs to the name: next_arg() takes its place 0 for "none yet".
        int equals = plain.Length == 0 ? -1 : plain.IndexOf('=', 1);
        if (equals < 0) return new KernelToken(text, isQuotedWhole ? WithoutLastQuote(plain) : plain, null);
        string value = plain[(equals + 1)..];
        bool isQuoted = value.StartsWith('"');
        if (isQuoted) value = value[1..];
        return new KernelToken(text, plain[..equals], isQuoted || isQuotedWhole ? WithoutLastQuote(value) : value);
    }

    private static bool IsReadBack(KernelToken token)
    {
        bool isPlain = token.Name.Length > 0 && token.Name != CommandLineText.EndOfArguments && !token.Text.Any(char.IsControl);
        return isPlain && CommandLineText.IsOneClosedWord(token.Text) && Parse(token.Text) == token;
    }

    private static string WithoutLastQuote(string text) => text.EndsWith('"') ? text[..^1] : text;

    private static string Normal(string name) => name.Replace('-', '_');
}
