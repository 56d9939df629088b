using System.Text.RegularExpressions;
using Xunit;

namespace GpuPassthrough.Tests.Runner;

public sealed class HelpTests
{
    [Theory]
    [InlineData("-?")]
    [InlineData("-h")]
    [InlineData("--help")]
    public void Help_goes_to_standard_output_and_names_every_option(string option)
    {
        var result = Gpupt.Run(option);

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        foreach (var name in new[] { "-HostRoot DIR", "-OutputFormat Text|Json", "-Width N", "-Command", "-File SCRIPT", "-Version", "NO_COLOR" })
            Assert.Contains(name, result.Output, StringComparison.Ordinal);
        Assert.All(result.Output.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public void Version_is_the_manifests()
    {
        var manifest = File.ReadAllText(Path.Combine(Gpupt.RepositoryRoot, "GpuPassthrough.psd1"));
        var version = Regex.Match(manifest, @"ModuleVersion\s*=\s*'(.+?)'").Groups[1].Value;

        Assert.Equal($"gpupt {version}\n", Gpupt.Run("-Version").Output);
    }
}
