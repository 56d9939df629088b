using Xunit;

namespace GpuPassthrough.Tests.Runner;

public sealed class TerminalTests : IDisposable
{
    private const string Worker = """
        function Set-It {
            [CmdletBinding(SupportsShouldProcess)] param()
            foreach ($percent in 10, 50) {
                $progress = [Management.Automation.ProgressRecord]::new(1, 'Reading', 'the bus')
                $progress.PercentComplete = $percent
                $PSCmdlet.WriteProgress($progress)
            }
            if ($PSCmdlet.ShouldProcess('card')) { 'done' } else { 'left alone' }
        }

        """;

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_terminal_gets_colour()
    {
        var (exitCode, shown) = PseudoTerminal.Run("[pscustomobject]@{ name = 1 }; No-Such");

        Assert.Equal(1, exitCode);
        Assert.Matches(@"\e\[[0-9;]+mname", shown);
        Assert.Matches(@"\e\[31;1m.*No-Such:", shown);
    }

    [Fact]
    public void NO_COLOR_is_honoured()
    {
        var (exitCode, shown) = PseudoTerminal.Run("[pscustomobject]@{ name = 1 }; \"`e[31mred`e[0m\"; No-Such", noColour: "1");

        Assert.Equal(1, exitCode);
        Assert.Contains("No-Such:", shown, StringComparison.Ordinal);
        Assert.Contains("red", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Gpupt.Escape, shown);
    }

    [Fact]
    public void Output_in_a_file_has_no_colour_though_errors_on_the_terminal_do()
    {
        var (_, shown) = PseudoTerminal.Run("[pscustomobject]@{ name = 1 }; No-Such", output: _file);

        Assert.DoesNotContain(Gpupt.Escape, File.ReadAllText(_file));
        Assert.Contains(Gpupt.Escape, shown);
    }

    [Fact]
    public void The_width_is_the_terminals() =>
        Assert.Contains("77\r\n", PseudoTerminal.Run("$Host.UI.RawUI.BufferSize.Width", columns: 77).Shown, StringComparison.Ordinal);

    [Fact]
    public void Progress_is_one_line_redrawn_and_cleared()
    {
        var (_, shown) = PseudoTerminal.Run(Worker + "Set-It", noColour: "1");

        Assert.Contains("\rReading: 10% the bus\rReading: 50% the bus\r", shown, StringComparison.Ordinal);
        Assert.EndsWith($"\r{new string(' ', "Reading: 50% the bus".Length)}\rdone\r\n", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y", "done")]
    [InlineData("yes", "done")]
    [InlineData("n", "left alone")]
    [InlineData("", "done")]
    [InlineData("what\nn", "left alone")]
    public void A_question_takes_its_answer(string answer, string expected)
    {
        var (exitCode, shown) = PseudoTerminal.Run(Worker + "Set-It -Confirm", answer: answer + "\n");

        Assert.Equal(0, exitCode);
        Assert.Contains("[Y] Yes", shown, StringComparison.Ordinal);
        Assert.EndsWith(expected + "\r\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mandatory_parameter_is_asked_for()
    {
        var (_, shown) = PseudoTerminal.Run("function Test-It { param([Parameter(Mandatory)][int] $Number) $Number + 1 }; Test-It", answer: "41\n");

        Assert.Contains("Number: ", shown, StringComparison.Ordinal);
        Assert.EndsWith("42\r\n", shown, StringComparison.Ordinal);
    }
}
