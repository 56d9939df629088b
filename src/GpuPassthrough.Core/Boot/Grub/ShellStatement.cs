namespace GpuPassthrough.Boot.Grub;

/// <summary>What a command of a shell file does to variables.</summary>
/// <param name="Line">The line it begins on, counted from 1.</param>
internal abstract record ShellStatement(int Line);

/// <summary>A variable gets a value: <c>NAME=value</c>.</summary>
/// <param name="Line">The line.</param>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="Name">The variable.</param>
/// <param name="Adds">True for <c>NAME+=value</c>.</param>
/// <param name="Value">What follows the equals sign.</param>
/// <param name="IsCertain">False where it depends on commands whether it is done: in an if, a loop, a function, behind &amp;&amp;.</param>
internal sealed record ShellAssignment(int Line, int Start, string Name, bool Adds, ShellWord Value, bool IsCertain) : ShellStatement(Line)
{
    /// <summary>True when the value is known but for other variables, so that it can be edited.</summary>
    internal bool IsPlain => IsCertain && Value.Parts.All(part => part.Expansion?.Reason is null);
}

/// <summary>A variable may have any value from here on.</summary>
/// <param name="Line">The line.</param>
/// <param name="Name">The variable; null for all.</param>
/// <param name="Reason">Why: the name of a message.</param>
internal sealed record ShellUnknown(int Line, string? Name, string Reason) : ShellStatement(Line);
