using GpuPassthrough.Tests.Harness.Pester;
using Xunit;

namespace GpuPassthrough.Tests.HarnessTests;

/// <summary>What Pester has and the harness has not, or what would mean nothing, is never a pass.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string, string> OfDiscovery => new()
    {
        { "Describe 'a' {", "HarnessSyntax" },
        { "param($x = 1) Describe 'a' { It 'b' { } }", "HarnessParameter" },
        { "", "HarnessNoTests" },
        { "Describe 'a' { }", "HarnessNoTests" },
        { "Describe 'a' { BeforeAll { } }", "HarnessNoTests" },
        { "It 'b' { }", "HarnessNoBlock" },
        { "try { It 'b' { } } catch { } Describe 'a' { It 'b' { } }", "HarnessNoBlock" },
        { "BeforeEach { }; Describe 'a' { It 'b' { } }", "HarnessNoBlock" },
        { "AfterEach { }; Describe 'a' { It 'b' { } }", "HarnessNoBlock" },
        { "Describe 'a' { BeforeAll { }; BeforeAll { }; It 'b' { } }", "HarnessTwice" },
        { "Describe 'a' { BeforeEach { }; BeforeEach { }; It 'b' { } }", "HarnessTwice" },
        { "Describe 'a' { AfterEach { }; AfterEach { }; It 'b' { } }", "HarnessTwice" },
        { "AfterAll { }; AfterAll { }; Describe 'a' { It 'b' { } }", "HarnessTwice" },
        { "Describe 'a' { It 'b' -ForEach @() { } }", "HarnessEmptyForEach" },
        { "Describe 'a' { It 'b' -ForEach $null { } }", "HarnessEmptyForEach" },
        { "Describe 'a' { It 'b' -ForEach (& { }) { } }", "HarnessEmptyForEach" },
        { "Describe 'a' -ForEach (& { }) { It 'b' { } }", "HarnessEmptyForEach" },
        { "Describe 'a' -ForEach @() { It 'b' { } }", "HarnessEmptyForEach" },
        { "Describe 'a' -ForEach $null { It 'b' { } }", "HarnessEmptyForEach" },
        { "Describe 'a' { 1 | Should -Be 1; It 'b' { } }", "HarnessWrongPhase" },
        { "1 | Should -Be 1; Describe 'a' { It 'b' { } }", "HarnessWrongPhase" },
        { "Describe 'a' { It 'b' { }; break }", "HarnessFlowControl" },
        { "Describe 'a' { It 'b' { } }; exit 0; Describe 'c' { It 'd' { } }", "HarnessExit" },
        { "Describe 'a' { It 'b' { exit 0 } }", "HarnessExit" },
        { "Describe 'a' { It 'b' { }; & ([scriptblock]::Create('exit 0')) }", "HarnessExit" },
        { "Describe 'a' { It 'b' { }; throw 'x' }", "x" },
        { "throw 'x'; Describe 'a' { It 'b' { } }", "x" },
        { "Describe 'a' { It 'b' { }; No-SuchCommand }", "CommandNotFoundException" },
        { "BeforeDiscovery { No-SuchCommand }; Describe 'a' { It 'b' { } }", "CommandNotFoundException" },
        { "Describe 'a' { Mock Get-Command { }; It 'b' { } }", "CommandNotFoundException" },
        { "InModuleScope GpuPassthrough { Describe 'a' { It 'b' { } } }", "CommandNotFoundException" },
        { "Describe 'a' { It 'b' -Pending { } }", "NamedParameterNotFound" },
        { "Describe 'a' -Focus { It 'b' { } }", "NamedParameterNotFound" },
        { "Describe 'a' { It 'b' -AllowNullOrEmptyForEach -ForEach @() { } }", "NamedParameterNotFound" },
        { "Describe 'a' { It 'b' }", "MissingMandatoryParameter" },
        { "Describe 'a'", "MissingMandatoryParameter" },
        { "Describe 'a' { It 'b' -ErrorAction Ignore { } }", "HarnessParameter" },
        { "Describe 'a' { It 'b <name>' { } }", "System.InvalidOperationException" },
        { "Describe 'a' { It 'b <nam>' -ForEach @{ name = 1 } { } }", "System.InvalidOperationException" },
    };

    public static TheoryData<string, string> OfTests => new()
    {
        { "Mock Get-Command { }", "CommandNotFoundException" },
        { "InModuleScope GpuPassthrough { }", "CommandNotFoundException" },
        { "Set-ItResult -Skipped", "CommandNotFoundException" },
        { "1 | Select-Object", "CommandNotFoundException" },
        { "1 | Should -BeIn 1, 2", "NamedParameterNotFound" },
        { "1 | Should -EQ 1", "NamedParameterNotFound" },
        { "1 | Should -Invoke Get-Command", "NamedParameterNotFound" },
        { "1 | Should -Be 1 -Reason 'x'", "NamedParameterNotFound" },
        { "1 | Should 1", "AmbiguousParameterSet" },
        { "1 | Should -Be 1 -BeTrue", "AmbiguousParameterSet" },
        { "1 | Should -Be", "HarnessParameter" },
        { "1 | Should -Be 1 -ErrorAction Continue", "HarnessParameter" },
        { "Should -Be $null", "HarnessNoPipeline" },
        { "Should -ActualValue 1 -Be 1", "HarnessNoPipeline" },
        { "{ } | Should -Not -Throw 'x'", "HarnessParameter" },
        { "{ } | Should -Not -Throw -PassThru", "HarnessParameter" },
        { "1 | Should -BeOfType No.Such.Type", "InvalidCastFromStringToType" },
        { "1 | Should -HaveCount -1", "System.ArgumentOutOfRangeException" },
        { "'a' | Should -Be @{ a = 1 }.Keys", "System.NotSupportedException" },
        { "It 'c' { }", "HarnessWrongPhase" },
        { "Describe 'c' { It 'd' { } }", "HarnessWrongPhase" },
        { "BeforeAll { }", "HarnessWrongPhase" },
        { "AfterEach { }", "HarnessWrongPhase" },
        { "BeforeDiscovery { }", "HarnessWrongPhase" },
        { "& ([scriptblock]::Create('exit 0'))", "HarnessExit" },
        { "break", "HarnessFlowControl" },
        { "continue", "HarnessFlowControl" },
        { "break nowhere", "HarnessFlowControl" },
    };

    [Theory]
    [MemberData(nameof(OfDiscovery))]
    public void FileIsRefused(string script, string id)
    {
        using ScriptFile written = new(script);

        Assert.StartsWith(id, written.File.DiscoveryError?.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(written.File.Tests);
    }

    [Theory]
    [MemberData(nameof(OfTests))]
    public void TestFails(string body, string id)
    {
        using ScriptFile script = new($"Describe 'a' {{ It 'b' {{ {body}\n }}; It 'goes on' {{ }} }}");

        Assert.Null(script.File.DiscoveryError);
        Assert.Equal([TestOutcome.Failed, TestOutcome.Passed], script.File.Tests.Select(test => test.Outcome));
        Assert.StartsWith(id, script.File.Tests[0].Errors.Single().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatATestCatchesFailsTheFile()
    {
        using ScriptFile script = new("Describe 'a' { It 'b' { try { BeforeAll { } } catch { } } }");

        Assert.StartsWith("HarnessWrongPhase", script.File.BlockErrors.Single().FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void AfterAllFailsTheFile()
    {
        using ScriptFile script = new("Describe 'a' { AfterAll { throw 'late' }; It 'b' { } }");

        Assert.Equal(TestOutcome.Passed, script.Only.Outcome);
        Assert.Equal("late", script.File.BlockErrors.Single().Exception.Message);
    }

    [Fact]
    public void OuterAfterAllRunsAfterAFailure()
    {
        using ScriptFile script = new(
            "AfterAll { [IO.File]::WriteAllText(\"$PSScriptRoot/done\", '') }; Describe 'a' { BeforeAll { throw 'x' }; It 'b' { } }");

        Assert.True(File.Exists(Path.Combine(script.Folder, "done")));
    }
}
