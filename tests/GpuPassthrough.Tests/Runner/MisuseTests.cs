using Xunit;

namespace GpuPassthrough.Tests.Runner;

public sealed class MisuseTests
{
    [Theory]
    [InlineData("no command given")]
    [InlineData("there is no option '-Nonsense'", "-Nonsense", "1")]
    [InlineData("-OutputFormat needs a value", "-OutputFormat")]
    [InlineData("'Yaml'", "-OutputFormat", "Yaml", "1")]
    [InlineData("'12x'", "-Width", "12x", "1")]
    [InlineData("'0'", "-Width", "0", "1")]
    [InlineData("no directory '/no/such/root'", "-HostRoot", "/no/such/root", "1")]
    [InlineData("no directory '/etc/passwd'", "-HostRoot", "/etc/passwd", "1")]
    [InlineData("no script '/no/such.ps1'", "-File", "/no/such.ps1")]
    [InlineData("must end in .ps1", "-File", "/etc/passwd")]
    [InlineData("the command is empty", "-Command", " ")]
    [InlineData("takes nothing else", "-", "extra")]
    public void Misuse_is_one_message_a_hint_and_exit_code_2(string message, params string[] arguments)
    {
        var result = Gpupt.Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        var lines = result.Error.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("gpupt: ", lines[0], StringComparison.Ordinal);
        Assert.Contains(message, lines[0], StringComparison.Ordinal);
        Assert.Contains("gpupt -?", lines[1], StringComparison.Ordinal);
    }
}
