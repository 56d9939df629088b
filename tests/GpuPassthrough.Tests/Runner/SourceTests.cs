using Xunit;

namespace GpuPassthrough.Tests.Runner;

/// <summary>Where the script comes from: the command line, a file, standard input.</summary>
public sealed class SourceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gpupt-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("3\n", "1+2")]
    [InlineData("3\n", "-Command", "1+2")]
    [InlineData("3\n", "-c", "1", "+", "2")]
    [InlineData("False\n", "-Command", "-not 1")]
    [InlineData("-5\n", "-5")]
    public void A_command_is_all_that_follows(string expected, params string[] arguments) =>
        Assert.Equal(expected, Gpupt.Run(arguments).Output);

    [Fact]
    public void A_script_gets_its_arguments_by_name_and_position()
    {
        var script = Script("""
            param([string] $Name, [int] $Count, [switch] $Deep, [switch] $Dry, [Parameter(ValueFromRemainingArguments)] $Rest)
            "$Name $Count $Deep $Dry [$Rest]"
            """);

        var result = Gpupt.Run("-File", script, "-Name", "a b", "-Count:3", "-Deep", "-Dry:$false", "x", "$HOME");

        Assert.Equal("a b 3 True False [x $HOME]\n", result.Output);
    }

    [Fact]
    public void A_script_knows_where_it_lies_and_its_exit_code_is_kept() =>
        Assert.Equal((4, _folder.FullName + "\n"), Result(Gpupt.Run("-File", Script("$PSScriptRoot; exit 4"))));

    [Fact]
    public void An_error_in_a_script_shows_file_and_line()
    {
        var script = Script("'one'\nNo-Such");

        var result = Gpupt.Run("-File", script);

        Assert.Equal((1, "one\n"), Result(result));
        Assert.Contains(script + ":2", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("-Command", "-")]
    [InlineData("-File", "-")]
    public void A_dash_reads_the_script_from_standard_input(params string[] arguments)
    {
        var result = Gpupt.Run(arguments, input: "$a = 20\nif ($a) {\n  $a + 2\n}\nexit 6\n");

        Assert.Equal((6, "22\n"), Result(result));
    }

    private string Script(string text)
    {
        var path = Path.Combine(_folder.FullName, "script.ps1");
        File.WriteAllText(path, text);
        return path;
    }

    private static (int ExitCode, string Output) Result(GpuptResult result) => (result.ExitCode, result.Output);
}
