using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Support;

/// <summary>The fake hosts of tests/hosts, and the machine the tests run on.</summary>
public static class FakeHosts
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "hosts");

    public static IEnumerable<TheoryDataRow<string>> All =>
        Directory.GetDirectories(Folder).Order(StringComparer.Ordinal).Select(path => new TheoryDataRow<string>(Path.GetFileName(path)));

    public static IEnumerable<TheoryDataRow<string>> AllAndLive => All.Append(new TheoryDataRow<string>("/"));

    /// <summary>The root of a fake host by its folder's name; <c>/</c> stands for this machine.</summary>
    public static string Root(string name) => name == "/" ? name : Path.Combine(Folder, name);
}
