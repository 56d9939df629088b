namespace GpuPassthrough.Boot.Grub;

/// <summary>A word of a shell file, or an operator; the end of a line is one too.</summary>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="Operator">The operator; null for a word.</param>
/// <param name="Word">The word; null for an operator.</param>
internal sealed record ShellToken(int Start, string? Operator, ShellWord? Word)
{
    internal const string EndOfLine = "\n";
}
