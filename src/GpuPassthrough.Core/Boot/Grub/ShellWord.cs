namespace GpuPassthrough.Boot.Grub;

/// <summary>A word of a shell file.</summary>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="End">Where it ends in the file.</param>
/// <param name="Parts">Its characters and expansions.</param>
/// <param name="Opened">Where the inside of its first quotes begins, and which they are; null when it has none.</param>
internal sealed record ShellWord(int Start, int End, IReadOnlyList<ShellPart> Parts, (int Start, ShellQuote Quote)? Opened)
{
    /// <summary>The characters, with placeholders for expansions.</summary>
    internal string Text { get; } = string.Concat(Parts.Select(part => part.Character));

    /// <summary>The word as written, when nothing in it is quoted or expanded: reserved words and operators are such.</summary>
    internal string? Plain => Opened is null && Parts.Count == End - Start && Parts.All(part => part.Expansion is null) ? Text : null;
}
