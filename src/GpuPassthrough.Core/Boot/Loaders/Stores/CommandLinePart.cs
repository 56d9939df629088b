using GpuPassthrough.Boot.CommandLine;

namespace GpuPassthrough.Boot.Loaders.Stores;

/// <summary>One of the files that together hold a kernel command line.</summary>
/// <param name="Path">The file that is written, below the root.</param>
/// <param name="Source">The file that was read, as the host names it.</param>
/// <param name="Text">What was read.</param>
internal sealed record CommandLinePart(string Path, string Source, CommandLineFile Text)
{
    /// <summary>The command line as it is to be.</summary>
    internal KernelCommandLine Line { get; private set; } = Text.Line;

    internal bool IsChanged => Line.ToString() != Text.Line.ToString();

    internal IEnumerable<ConfiguredArgument> Arguments => Text.Arguments.Select(argument => new ConfiguredArgument(argument.Token, $"{Source}:{argument.Number}"));

    /// <summary>Fulfils a wish where the arguments stand, as if all files were one command line; a new argument goes to <paramref name="home"/>.</summary>
    internal static void Apply(IReadOnlyList<CommandLinePart> parts, ArgumentEdit edit, CommandLinePart home)
    {
        (CommandLinePart Part, int Index)[] places = [.. parts.SelectMany(part => Enumerable.Range(0, part.Line.Tokens.Count).Select(index => (part, index)))];
        IReadOnlyList<TokenChange> changes = edit.Changes([.. places.Select(place => place.Part.Line.Tokens[place.Index])]);
        foreach (TokenChange change in changes.OrderByDescending(change => change.Index))
        {
            (CommandLinePart part, int index) = change.Index < places.Length ? places[change.Index] : (home, home.Line.Tokens.Count);
            part.Line = part.Line.With(change with { Index = index });
        }
    }
}
