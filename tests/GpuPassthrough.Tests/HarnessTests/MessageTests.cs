using GpuPassthrough.Tests.Harness.Pester;
using Xunit;

namespace GpuPassthrough.Tests.HarnessTests;

/// <summary>A failed assertion says what was expected, why, and what was there.</summary>
public sealed class MessageTests
{
    [Theory]
    [InlineData("1 | Should -Be 2", "Expected 2 [Int32], but got @(1 [Int32]).")]
    [InlineData("'a' | Should -Be 'b' -Because 'they should agree'", "Expected 'b', because they should agree, but got @('a').")]
    [InlineData("'a' | Should -Be 'b' -Because 'because of it'", "Expected 'b', because of it, but got @('a').")]
    [InlineData("'a' | Should -Not -Be 'A'", "Expected not 'A', but got @('a').")]
    [InlineData("$null | Should -BeTrue", "Expected $true, but got $null.")]
    [InlineData("1, 2 | Should -HaveCount 3", "Expected 3 items, but got 2 items: @(1 [Int32], 2 [Int32]).")]
    [InlineData("{ throw 'x' } | Should -Not -Throw -Because 'of it'", "Expected not an error, because of it, but got 'x'.")]
    [InlineData("{ } | Should -Throw 'x'", "Expected an error with a message like 'x', but got no error.")]
    [InlineData("{ throw 'y' } | Should -Throw 'x'", "Expected an error with a message like 'x', but got the message 'y'.")]
    public void Says(string assertion, string message)
    {
        using ScriptFile script = new($"Describe 'a' {{ It 'b' {{ {assertion} }} }}");

        Assert.Equal(message, script.Message);
    }

    [Theory]
    [InlineData("-Be 2")]
    [InlineData("-Not -Be 1")]
    [InlineData("-BeExactly 2")]
    [InlineData("-BeNullOrEmpty")]
    [InlineData("-Not -BeTrue")]
    [InlineData("-BeFalse")]
    [InlineData("-BeOfType [string]")]
    [InlineData("-BeGreaterThan 2")]
    [InlineData("-BeLessThan 0")]
    [InlineData("-Match 2")]
    [InlineData("-BeLike 2")]
    [InlineData("-Contain 2")]
    [InlineData("-HaveCount 2")]
    public void SaysWhy(string assertion)
    {
        using ScriptFile script = new($"Describe 'a' {{ It 'b' {{ 1 | Should {assertion} -Because 'the reason is this' }} }}");

        Assert.IsType<AssertionException>(script.Only.Errors.Single().Exception);
        Assert.Contains(", because the reason is this, but got ", script.Message, StringComparison.Ordinal);
    }
}
