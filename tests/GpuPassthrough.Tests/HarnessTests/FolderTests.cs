using GpuPassthrough.Tests.Harness.Pester;
using Xunit;
using Xunit.Sdk;

namespace GpuPassthrough.Tests.HarnessTests;

/// <summary>What becomes of a folder of test files in xUnit: a row for every It, and one for every file.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harness_");
    private IReadOnlyList<PesterFile> _files = [];

    [Fact]
    public void EveryItIsARow()
    {
        Write("a.Tests.ps1", "Describe 'one' -Tag 'slow' { Context 'two' { It 'case <_>' -Tag 'big' -ForEach 1, 2 { } }; It 'skipped' -Skip { throw 'x' } }");
        Write("b.Tests.ps1", "Describe 'three' { It 'four' { } }");
        Write("c.ps1", "throw 'not a test file'");
        Discover();

        ITheoryDataRow[] rows = [.. PesterFolder.TestRows(_files)];

        Assert.Equal(
            ["a.Tests.ps1: one.two.case 1", "a.Tests.ps1: one.two.case 2", "a.Tests.ps1: one.skipped", "b.Tests.ps1: three.four"],
            rows.Select(row => row.TestDisplayName));
        Assert.Equal([null, null, "skipped by -Skip", null], rows.Select(row => row.Skip));
        Assert.Equal(["slow", "big"], rows[0].Traits!["Tag"]);
        Assert.Equal(["a.Tests.ps1", "b.Tests.ps1"], PesterFolder.FileRows(_files).Select(row => row.TestDisplayName));
    }

    [Fact]
    public void PassingFilePasses()
    {
        Write("a.Tests.ps1", "Describe 'one' { It 'two' { 1 | Should -Be 1 } }");
        Discover();

        PesterFolder.CheckFile(_files, "a.Tests.ps1");
        PesterFolder.CheckTest(_files, "a.Tests.ps1", 0);
    }

    [Fact]
    public void FailuresAreTold()
    {
        Write("a.Tests.ps1", "Describe 'one' {\n It 'fails' { 1 | Should -Be 2 }\n It 'errs' { throw 'oops' }\n It 'skips' -Skip { }\n It 'passes' { } }");
        Discover();

        FailException failed = Assert.Throws<FailException>(() => PesterFolder.CheckTest(_files, "a.Tests.ps1", 0));
        FailException erred = Assert.Throws<FailException>(() => PesterFolder.CheckTest(_files, "a.Tests.ps1", 1));
        PesterFolder.CheckTest(_files, "a.Tests.ps1", 3);

        Assert.Contains("Expected 2", failed.Message, StringComparison.Ordinal);
        Assert.Contains("a.Tests.ps1: line 2", failed.Message, StringComparison.Ordinal);
        Assert.Contains("oops", erred.Message, StringComparison.Ordinal);
        Assert.Contains("a.Tests.ps1: line 3", erred.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("No file", erred.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PesterFile.DriverExtension, erred.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "contains no test")]
    [InlineData("Describe 'a' {", "Missing closing '}'")]
    [InlineData("Describe 'a' { It 'b' { }; throw 'half way' }", "half way")]
    [InlineData("Describe 'a' { It 'b' { }; AfterAll { throw 'at the end' } }", "at the end")]
    [InlineData("BeforeAll { throw 'at the start' }; Describe 'a' { It 'b' { } }", "at the start")]
    public void BadFileFails(string script, string message)
    {
        Write("a.Tests.ps1", script);
        Discover();

        FailException failed = Assert.Throws<FailException>(() => PesterFolder.CheckFile(_files, "a.Tests.ps1"));

        Assert.Contains(message, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EachFileRunsOnce()
    {
        Write("a.Tests.ps1", "BeforeAll { [IO.File]::AppendAllText(\"$PSScriptRoot/log\", 'x') }; Describe 'a' { It 'b' { }; It 'c' { } }");
        Discover();

        PesterFolder.CheckTest(_files, "a.Tests.ps1", 1);
        PesterFolder.CheckTest(_files, "a.Tests.ps1", 0);
        PesterFolder.CheckFile(_files, "a.Tests.ps1");

        Assert.Equal("x", File.ReadAllText(Path.Combine(_folder.FullName, "log")));
    }

    [Fact]
    public void FilesShareNothing()
    {
        Write("a.Tests.ps1", "$global:shared = 1; function global:Get-Shared { }; Describe 'a' { It 'b' { } }");
        Write("b.Tests.ps1", "Describe 'a' { It 'b' { $shared | Should -BeNullOrEmpty; { Get-Shared } | Should -Throw } }");
        Discover();

        PesterFolder.CheckTest(_files, "a.Tests.ps1", 0);
        PesterFolder.CheckTest(_files, "b.Tests.ps1", 0);
    }

    [Fact]
    public void TestDriveIsGoneAfterwards()
    {
        const string Script = """
            Describe 'a' { It 'b' {
                [IO.File]::WriteAllText("$PSScriptRoot/drive", $TestDrive)
                $null = [IO.Directory]::CreateSymbolicLink("$TestDrive/out", "$PSScriptRoot")
                $null = [IO.Directory]::CreateSymbolicLink("$TestDrive/loop", $TestDrive)
                [IO.File]::WriteAllText("$TestDrive/file", '')
            } }
            """;
        Write("a.Tests.ps1", Script);
        Discover();

        PesterFolder.CheckTest(_files, "a.Tests.ps1", 0);
        PesterFolder.CheckFile(_files, "a.Tests.ps1");

        string drive = File.ReadAllText(Path.Combine(_folder.FullName, "drive"));
        Assert.StartsWith(Path.GetTempPath(), drive, StringComparison.Ordinal);
        Assert.False(Path.Exists(drive));
        Assert.Equal(2, _folder.GetFiles().Length);
    }

    [Fact]
    public void EmptyFolderHasNoFiles() => Assert.Empty(PesterFolder.Discover(_folder.FullName));

    public void Dispose()
    {
        foreach (PesterFile file in _files)
            file.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Write(string name, string script) => File.WriteAllText(Path.Combine(_folder.FullName, name), script);

    private void Discover() => _files = PesterFolder.Discover(_folder.FullName);
}
