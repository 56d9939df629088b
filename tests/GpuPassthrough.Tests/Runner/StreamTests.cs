using Xunit;

namespace GpuPassthrough.Tests.Runner;

public sealed class StreamTests
{
    private const string Speaker = """
        function Set-It {
            [CmdletBinding(SupportsShouldProcess)] param([string] $HostRoot)
            $PSCmdlet.WriteObject('object')
            $PSCmdlet.WriteWarning('be careful')
            $PSCmdlet.WriteVerbose('in detail')
            $PSCmdlet.WriteDebug('for the author')
            $PSCmdlet.WriteInformation([Management.Automation.InformationRecord]::new('told', 'test'))
            $progress = [Management.Automation.ProgressRecord]::new(1, 'Working', 'half')
            $PSCmdlet.WriteProgress($progress)
            if ($PSCmdlet.ShouldProcess('the disk', 'Format')) { "changed below '$HostRoot'" }
        }
        function Get-Trouble {
            [CmdletBinding()] param()
            $record = [Management.Automation.ErrorRecord]::new([Exception]::new('no such card'), 'NoCard', 'ObjectNotFound', '01:00.0')
            $record.ErrorDetails = [Management.Automation.ErrorDetails]::new('no such card')
            $record.ErrorDetails.RecommendedAction = 'look at Get-PciDevice'
            $PSCmdlet.WriteError($record)
        }

        """;

    [Fact]
    public void Objects_and_information_go_to_output_and_remarks_to_error()
    {
        var result = Gpupt.Run(Speaker + "Set-It -Verbose -InformationAction Continue");

        Assert.Equal("object\ntold\nchanged below ''\n", result.Output);
        Assert.Contains("WARNING: be careful\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("VERBOSE: in detail\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void Nothing_is_said_that_was_not_asked_for()
    {
        var result = Gpupt.Run(Speaker + "Set-It");

        Assert.Equal("object\nchanged below ''\n", result.Output);
        Assert.Equal("WARNING: be careful\n", result.Error);
    }

    [Fact]
    public void WhatIf_tells_on_output_and_does_nothing()
    {
        var result = Gpupt.Run(Speaker + "Set-It -WhatIf");

        Assert.Equal("object\nWhat if: Performing the operation \"Format\" on target \"the disk\".\n", result.Output);
    }

    [Fact]
    public void An_error_names_its_command_and_the_next_step()
    {
        var result = Gpupt.Run(Speaker + "Get-Trouble; 'after'");

        Assert.Equal("after\n", result.Output);
        Assert.Equal(1, result.ExitCode);
        var lines = result.Error.TrimEnd().Split('\n');
        Assert.StartsWith("Get-Trouble: ", lines[0], StringComparison.Ordinal);
        Assert.Contains("no such card", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("look at Get-PciDevice", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_that_cannot_be_parsed_shows_where()
    {
        var result = Gpupt.Run("1 +");

        Assert.Empty(result.Output);
        Assert.StartsWith("ParserError:", result.Error, StringComparison.Ordinal);
        Assert.Contains("| ", result.Error, StringComparison.Ordinal);
        Assert.Contains("1 +", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_command_is_answered_with_a_hint_at_pwsh()
    {
        var result = Gpupt.Run("1 | Select-Object");

        Assert.Contains("Select-Object: The term 'Select-Object' is not recognized", result.Error, StringComparison.Ordinal);
        Assert.Contains("need pwsh", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void A_question_nobody_can_answer_is_an_error()
    {
        var result = Gpupt.Run(Speaker + "Set-It -Confirm");

        Assert.Equal("object\n", result.Output);
        Assert.Contains("standard input is not a terminal", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void A_host_root_is_the_default_of_every_command_and_resolved_against_the_current_directory()
    {
        var folder = Directory.CreateTempSubdirectory("gpupt-");
        folder.CreateSubdirectory("host");
        try
        {
            var result = Gpupt.Run(
                ["-HostRoot", "host", Speaker + "Set-It -WarningAction Ignore; Set-It -WarningAction Ignore -HostRoot /given"],
                input: "",
                start => start.WorkingDirectory = folder.FullName);

            Assert.Equal($"object\nchanged below '{folder.FullName}/host'\nobject\nchanged below '/given'\n", result.Output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void An_output_that_cannot_be_written_is_an_error()
    {
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("/bin/sh", ["-c", $"'{Gpupt.Folder}/gpupt' 1 > /dev/full"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var result = Gpupt.Finish(process);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("No space left on device", result.Error, StringComparison.Ordinal);
    }
}
