using GpuPassthrough.Boot.CommandLine;

namespace GpuPassthrough.Boot.Loaders.Stores;

/// <summary>One of the files that together hold a kernel command line.</summary>
/// <param name="Path">The file that is written, below the root.</param>
/// <param name="Source">The file that was read, as the host names it.</param>
/// <param name="Text">What was read.</param>
internal sealed record CommandLinePart(string Path, string Source, CommandLineText Text)
{
    /// <summary>The command line as it is to be.</summary>
    internal KernelCommandLine Line { get; private set; } = Text.Line;

    internal bool IsChanged => Line.ToString() != Text.Line.ToString();

    internal IEnumerable<ConfiguredArgument> Arguments => Text.Arguments.Select(argument => new ConfiguredArgument(argument.Token, $"{Source}:{argument.Number}"));

    /// <summary>Fulfils a wish where the argument stands: the last of several counts and keeps it, the others lose it. A new one goes to <paramref name="home"/>.</summary>
    internal static void Apply(IReadOnlyList<CommandLinePart> parts, ArgumentEdit edit, CommandLinePart home)
    {
        CommandLinePart[] holders = [.. parts.Where(part => part.Line.Find(edit.Name) is not null)];
        bool makes = edit.Kind is ArgumentEditKind.Set or ArgumentEditKind.Append;
        CommandLinePart? keeper = makes ? holders.LastOrDefault() ?? home : null;
        if (edit.Kind == ArgumentEditKind.Append && holders.Length > 1)
        {
            IEnumerable<string?> values = holders.SelectMany(part => part.Line.Tokens).Where(token => token.Is(edit.Name)).Select(token => token.Value);
            edit = ArgumentEdit.Set(edit.Name, ValueList.Union(values, edit.Value));
        }

        foreach (CommandLinePart part in holders) part.Line = part.Line.With(keeper is null || ReferenceEquals(part, keeper) ? edit : ArgumentEdit.Remove(edit.Name));
        if (holders.Length == 0 && keeper is not null) keeper.Line = keeper.Line.With(edit);
    }
}
