using System.Management.Automation;
using Xunit;

namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>A folder of test files as xUnit sees it.</summary>
internal static class PesterFolder
{
    public static IReadOnlyList<PesterFile> Discover(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.Tests.ps1", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(PesterFile.Discover)];

    public static IEnumerable<ITheoryDataRow> FileRows(IEnumerable<PesterFile> files) =>
        files.Select(file => new TheoryDataRow<string>(file.Name) { TestDisplayName = file.Name, Label = "" });

    public static IEnumerable<ITheoryDataRow> TestRows(IEnumerable<PesterFile> files) =>
        files.SelectMany(file => file.Tests.Select((test, index) => Row(file, test, index)));

    public static void CheckFile(IEnumerable<PesterFile> files, string name)
    {
        PesterFile file = files.Single(file => file.Name == name);
        file.Run();
        if (file.DiscoveryError is not null)
            Assert.Fail(Describe(file.DiscoveryError));
        if (file.BlockErrors.Count > 0)
            Assert.Fail(string.Join("\n", file.BlockErrors.Select(Describe)));
    }

    public static void CheckTest(IEnumerable<PesterFile> files, string name, int index)
    {
        PesterFile file = files.Single(file => file.Name == name);
        file.Run();
        Test test = file.Tests[index];
        if (test.Outcome != TestOutcome.Passed)
            Assert.Fail(test.Errors.Count == 0 ? "the test was not reached" : string.Join("\n", test.Errors.Select(Describe)));
    }

    private static TheoryDataRow<string, int> Row(PesterFile file, Test test, int index) => new(file.Name, index)
    {
        TestDisplayName = $"{file.Name}: {test.Path}",
        Label = "",
        Skip = test.Skip ? "skipped by -Skip" : null,
        Traits = { ["Tag"] = [.. test.AllTags] },
    };

    private static string Describe(ErrorRecord error)
    {
        IEnumerable<string> trace = (error.ScriptStackTrace ?? "").Split('\n').Where(line => !IsOfHarness(line));
        return string.Join("\n", trace.Prepend(error.ToString()));
    }

    private static bool IsOfHarness(string line) =>
        line.Contains("<No file>", StringComparison.Ordinal) || line.Contains(PesterFile.DriverExtension, StringComparison.Ordinal);
}
