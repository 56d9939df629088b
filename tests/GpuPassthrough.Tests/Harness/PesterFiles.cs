using GpuPassthrough.Tests.Harness.Pester;
using Xunit;

namespace GpuPassthrough.Tests.Harness;

/// <summary>
/// Every It of tests/Pester is a test of its own here. Each file has one more, which fails when the file cannot be
/// read or holds no test, and when something around its tests failed.
/// </summary>
public sealed class PesterFiles
{
    private static readonly Lazy<IReadOnlyList<PesterFile>> Files = new(() => PesterFolder.Discover(Repository.PesterFolder));

    public static IEnumerable<ITheoryDataRow> FileRows => PesterFolder.FileRows(Files.Value);

    public static IEnumerable<ITheoryDataRow> TestRows => PesterFolder.TestRows(Files.Value);

    [Fact]
    public void AreThere() => Assert.NotEmpty(Files.Value);

    [Theory]
    [MemberData(nameof(FileRows))]
    public void Hold(string file) => PesterFolder.CheckFile(Files.Value, file);

    [Theory]
    [MemberData(nameof(TestRows))]
    public void Pass(string file, int test) => PesterFolder.CheckTest(Files.Value, file, test);
}
