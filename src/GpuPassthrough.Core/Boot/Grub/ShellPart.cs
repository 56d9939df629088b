namespace GpuPassthrough.Boot.Grub;

/// <summary>One character of a shell word's value, or one expansion, and the text it is written as.</summary>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="End">Where it ends in the file.</param>
/// <param name="Quote">The quotes around it.</param>
/// <param name="Character">The character; <see cref="Placeholder"/> for an expansion.</param>
/// <param name="Expansion">What stands for it; null for a character.</param>
internal sealed record ShellPart(int Start, int End, ShellQuote Quote, char Character, ShellExpansion? Expansion = null)
{
    /// <summary>No byte is this character (the first of the private use area).</summary>
    internal const char Placeholder = '\ue000';
}

/// <summary>Something the shell replaces by a value.</summary>
/// <param name="Variable">The variable it takes; null where it is not followed here.</param>
/// <param name="Condition">The operator of <c>${NAME:-word}</c> and its like; empty for the plain variable.</param>
/// <param name="Word">The word behind the operator, without anything special in it.</param>
/// <param name="Reason">Why it is not followed: the name of a message; null where it is.</param>
/// <param name="Assigned">A variable that it gives a value, such as by <c>${NAME:=word}</c>; null for none, empty for any.</param>
internal sealed record ShellExpansion(string? Variable, string Condition, string Word, string? Reason, string? Assigned)
{
    internal static ShellExpansion Of(string variable, string condition = "", string word = "") => new(variable, condition, word, null, null);

    internal static ShellExpansion Unfollowed(string reason, string? assigned = null) => new(null, "", "", reason, assigned);
}
