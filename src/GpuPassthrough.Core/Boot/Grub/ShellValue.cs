namespace GpuPassthrough.Boot.Grub;

/// <summary>A variable's value, made of pieces that know where they were written.</summary>
/// <param name="Runs">The pieces, in order.</param>
/// <param name="File">The file of the assignment that decides; null when the variable has none.</param>
/// <param name="Assignment">The assignment that decides; null when the variable has none.</param>
internal sealed record ShellValue(IReadOnlyList<ShellRun> Runs, ShellFile? File, ShellAssignment? Assignment)
{
    internal static ShellValue Unset { get; } = new([], null, null);

    /// <summary>The value, with <see cref="ShellPart.Placeholder"/> for pieces that are unknown.</summary>
    internal string Text { get; } = string.Concat(Runs.Select(run => run.Text));

    internal bool IsKnown => Unknown is null;

    /// <summary>The first piece that is unknown; null when all is known.</summary>
    internal ShellRun? Unknown => Runs.FirstOrDefault(run => run.Reason is not null);

    /// <summary>The piece that a character of the text is in, and how far inside.</summary>
    internal (ShellRun Run, int Offset) At(int index)
    {
        foreach (ShellRun run in Runs)
        {
            if (index < run.Text.Length) return (run, index);
            index -= run.Text.Length;
        }

        throw new ArgumentOutOfRangeException(nameof(index));
    }
}

/// <summary>A piece of a value.</summary>
/// <param name="Text">Its characters, or one placeholder.</param>
/// <param name="File">The file it is written in.</param>
/// <param name="Line">The line of the command it is from.</param>
/// <param name="Assignment">The assignment it is written in; null for an unknown piece of another command.</param>
/// <param name="Start">Where it begins among the parts of that assignment's value.</param>
/// <param name="Reason">Why it is unknown: the name of a message; null where it is known.</param>
internal sealed record ShellRun(string Text, ShellFile File, int Line, ShellAssignment? Assignment, int Start, string? Reason)
{
    internal static ShellRun Unknown(ShellFile file, int line, string reason) => new(ShellPart.Placeholder.ToString(), file, line, null, 0, reason);
}
