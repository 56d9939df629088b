using Xunit;

namespace GpuPassthrough.Tests.Runner;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(0, "1+1")]
    [InlineData(0, "Get-Command Out-Default")]
    [InlineData(0, "try { throw 'caught' } catch { }")]
    [InlineData(0, "Get-Command No-Such -ErrorAction SilentlyContinue")]
    [InlineData(1, "Get-Command No-Such")]
    [InlineData(1, "Get-Command No-Such; 'goes on'")]
    [InlineData(1, "throw 'out'")]
    [InlineData(1, "1 +")]
    [InlineData(1, "if (1) { ]")]
    [InlineData(1, "No-Such")]
    [InlineData(3, "exit 3")]
    [InlineData(0, "No-Such; exit 0")]
    [InlineData(255, "exit 255")]
    public void Exit_code_says_how_it_went(int expected, string command) =>
        Assert.Equal(expected, Gpupt.Run(command).ExitCode);

    [Fact]
    public void A_program_may_write_to_standard_error_without_failing_the_run()
    {
        var result = Gpupt.Run("sh -c 'echo remark >&2; echo result'");

        Assert.Equal((0, "result\n", "remark\n"), (result.ExitCode, result.Output, result.Error));
    }
}
