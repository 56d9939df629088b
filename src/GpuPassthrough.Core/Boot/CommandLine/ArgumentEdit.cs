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
}

/// <summary>What a wish about a kernel argument asks for.</summary>
internal enum ArgumentEditKind
{
    /// <summary>The argument is there once, with this value.</summary>
    Set,

    /// <summary>The comma-separated value has these elements too; those it lacks come at its end.</summary>
    Append,

    /// <summary>The comma-separated value has none of these elements; an argument left without any goes.</summary>
    TakeOut,

    /// <summary>The argument is not there.</summary>
    Remove,
}
