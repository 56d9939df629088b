namespace GpuPassthrough.Boot.Grub;

/// <summary>The quotes around a character of a shell word.</summary>
internal enum ShellQuote
{
    /// <summary>None; it may have a backslash before it.</summary>
    None,

    /// <summary>Single quotes: nothing is special.</summary>
    Single,

    /// <summary>Double quotes: <c>$</c>, backquote, double quote and backslash are special.</summary>
    Double,
}
