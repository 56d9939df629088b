using System.Management.Automation;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Harness.Pester;
using Xunit;

namespace GpuPassthrough.Tests.HarnessTests;

/// <summary>Every It of the fixtures ends as its name says.</summary>
public sealed class FixtureTests
{
    [Theory]
    [InlineData("Operators")]
    [InlineData("Throw")]
    [InlineData("Scoping", 2)]
    [InlineData("Data")]
    [InlineData("Skip")]
    [InlineData("TestDrive")]
    public void EndsAsNamed(string name, int failingBlocks = 0)
    {
        using PesterFile file = Run(name);

        Assert.Null(file.DiscoveryError);
        Assert.Empty(file.Tests.Where(test => !test.Name.StartsWith(Word(test.Outcome), StringComparison.Ordinal)).Select(Report));
        Assert.Equal(failingBlocks, file.BlockErrors.Count);
    }

    [Fact]
    public void OperatorsFailByTheirAssertion()
    {
        using PesterFile file = Run("Operators");

        ErrorRecord[] errors = [.. file.Tests.SelectMany(test => test.Errors)];
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.IsType<AssertionException>(error.Exception));
    }

    [Fact]
    public void NamesAreExpanded()
    {
        using PesterFile file = Run("Data");

        Assert.Equal(
            [
                "on It.passes: 1", "on It.passes: 2", "on It.passes: 3",
                "on It.passes: 1 and a", "on It.passes: 2 and b",
                "on It.passes: with parameters 1",
                "on It.passes: the name may choose", "on It.fails: the name may choose",
                "on It.passes: <not a template>",
                "on Describe one.passes: data are variables in BeforeAll and It",
                "on Describe one.inside one: 1.passes: one has System.Collections.Hashtable and x",
            ],
            file.Tests.Take(11).Select(test => test.Path));
    }

    private static PesterFile Run(string name)
    {
        PesterFile file = PesterFile.Discover(
            Path.Combine(Repository.Root, "tests", "GpuPassthrough.Tests", "HarnessTests", "Fixtures", $"{name}.Fixture.ps1"));
        file.Run();
        return file;
    }

    private static string Word(TestOutcome outcome) => outcome switch
    {
        TestOutcome.Passed => "passes: ",
        TestOutcome.Failed => "fails: ",
        TestOutcome.Skipped => "skips: ",
        _ => "no test is named so",
    };

    private static string Report(Test test) => $"{test.Outcome} {test.Path}\n{string.Join("\n", test.Errors)}";
}
