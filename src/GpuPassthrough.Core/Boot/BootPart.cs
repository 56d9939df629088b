using GpuPassthrough.Changes;

namespace GpuPassthrough.Boot;

/// <summary>What one part of the boot configuration adds to a change: texts in, texts out, and the commands that make things anew.</summary>
internal sealed record BootPart
{
    internal static BootPart Nothing { get; } = new();

    internal IReadOnlyList<PlannedFile> Files { get; init; } = [];

    /// <summary>In the order in which they are to run.</summary>
    internal IReadOnlyList<PlannedCommand> Commands { get; init; } = [];

    /// <summary>What the commands do to arguments that a program keeps (grubby, kernelstub, rpm-ostree), for undoing; null where they touch none.</summary>
    internal ArgumentChange? Arguments { get; init; }

    internal IReadOnlyList<PlannedSpace> Space { get; init; } = [];

    /// <summary>Sentences the user must see, such as that a file on the ESP keeps no owner.</summary>
    internal IReadOnlyList<string> Notes { get; init; } = [];

    internal bool ChangesSomething => Commands.Count > 0 || Files.Any(file => file.ChangesSomething);

    /// <summary>Several parts as one: commands in the order of the parts, each once.</summary>
    internal static BootPart Join(params IReadOnlyList<BootPart> parts) => new()
    {
        Files = [.. parts.SelectMany(part => part.Files)],
        Commands = [.. parts.SelectMany(part => part.Commands).Distinct()],
        Arguments = parts.Select(part => part.Arguments).OfType<ArgumentChange>().SingleOrDefault(),
        Space = [.. parts.SelectMany(part => part.Space).GroupBy(space => space.Directory).Select(same => same.MaxBy(space => space.Bytes)!)],
        Notes = [.. parts.SelectMany(part => part.Notes).Distinct(StringComparer.Ordinal)],
    };
}
