using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.HarnessTests;

public sealed class EngineTests
{
    [Fact]
    public void KeepsEveryStreamApart()
    {
        using Engine engine = Engine.Bare();

        EngineResult result = engine.Run(
            """
            function Test-Stream {
                [CmdletBinding()] param()
                $PSCmdlet.WriteObject(1)
                $PSCmdlet.WriteWarning('careful')
                $PSCmdlet.WriteVerbose('detail')
                $PSCmdlet.WriteInformation('note', @())
                $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('bad'), 'BadId', 'InvalidData', 'x'))
                $PSCmdlet.WriteObject(2)
            }
            Test-Stream -Verbose
            """);

        Assert.Equal([1, 2], result.Of<int>());
        Assert.Equal(["careful"], result.Warnings);
        Assert.Equal(["detail"], result.Verbose);
        Assert.Equal(["note"], result.Information);
        Assert.Equal("BadId,Test-Stream", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Null(result.TerminatingError);
    }

    [Fact]
    public void TellsTheTerminatingError()
    {
        using Engine engine = Engine.Bare();

        EngineResult result = engine.Run("1; throw 'stop'; 2");

        Assert.Equal([1], result.Of<int>());
        Assert.Equal("stop", result.TerminatingError!.Exception.Message);
        Assert.Same(result.TerminatingError, Assert.Single(result.Errors));
    }

    [Fact]
    public void SetsVariables()
    {
        using Engine engine = Engine.Bare();

        Assert.Equal([42], engine.Run("$given + 1", ("given", 41)).Of<int>());
    }

    [Fact]
    public void RendersForTheWidth()
    {
        using Engine engine = Engine.Bare();
        EngineResult result = engine.Run("[pscustomobject]@{ First = 'a' * 30; Second = 'b' * 30; Third = 'c' * 30 }");

        Assert.Contains(new string('a', 30) + " " + new string('b', 30) + " " + new string('c', 30), result.Text(120), StringComparison.Ordinal);
        Assert.All(result.Text(40).Split('\n'), line => Assert.InRange(line.Length, 0, 40));
    }

    [Fact]
    public void LoadsNoModuleByItself()
    {
        using Engine engine = Engine.Bare();

        EngineResult result = engine.Run("Invoke-Pester");

        Assert.Equal("CommandNotFoundException", Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void AnswersNoQuestion()
    {
        using Engine engine = Engine.Bare();

        EngineResult result = engine.Run("function Test-Ask { param([Parameter(Mandatory)] $Name) $Name }; Test-Ask");

        Assert.Empty(result.Output);
        Assert.Single(result.Errors);
    }
}
