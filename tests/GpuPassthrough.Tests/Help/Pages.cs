using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Help;

/// <summary>The pages of the repository.</summary>
internal static class Pages
{
    internal static string Folder { get; } = Path.Combine(Repository.Root, "en-US");

    /// <summary>All pages, in the order of their names.</summary>
    internal static IReadOnlyList<HelpPage> All { get; } =
        [.. Directory.GetFiles(Folder, "*.md").Order(StringComparer.Ordinal).Select(path => PageReader.Read(File.ReadAllText(path)))];

    internal static TheoryData<string> Commands => [.. All.Select(page => page.Command)];

    internal static HelpPage Of(string command) => All.Single(page => page.Command == command);
}
