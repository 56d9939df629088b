using GpuPassthrough.Boot.CommandLine;

namespace GpuPassthrough.Boot.Loaders.Stores;

/// <summary>Kernel arguments where they only have to be read.</summary>
internal static class EntryArguments
{
    /// <summary>Those of the entry that starts when nobody chooses; null when no entry can be read.</summary>
    internal static IReadOnlyList<ConfiguredArgument>? OfDefault(BootFacts facts) =>
        facts.Entries.FirstOrDefault(entry => entry.Options.Length > 0) is LoaderEntry entry ? [.. entry.Arguments(facts.Host)] : null;

    /// <summary>Those of a file with one line.</summary>
    internal static IReadOnlyList<ConfiguredArgument>? OfFile(BootFacts facts, string path) => facts.Host.ReadText(path) is string text
        ? [.. KernelCommandLine.Parse(text).Tokens.Select(token => new ConfiguredArgument(token, facts.Host.Describe(path) + ":1"))]
        : null;
}
