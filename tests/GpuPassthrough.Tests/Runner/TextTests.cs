using Xunit;

namespace GpuPassthrough.Tests.Runner;

public sealed class TextTests
{
    [Fact]
    public void Objects_are_rendered_through_their_views()
    {
        var lines = Gpupt.Run("Get-Command Out-Default").Output.Split('\n');

        Assert.Matches(@"^CommandType +Name +Version +Source *$", lines[1]);
        Assert.Matches(@"^Cmdlet +Out-Default .* Microsoft\.PowerShell\.Core", lines[3]);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(100)]
    public void Width_is_that_of_the_text_and_what_views_may_ask_for(int width)
    {
        var result = Gpupt.Run("-Width", $"{width}", "$Host.UI.RawUI.BufferSize.Width; [pscustomobject]@{ a = 'x' * 60; b = 'y' * 60; c = 'z' * 60 }");

        var lines = result.Output.TrimEnd().Split('\n');
        Assert.Equal($"{width}", lines[0]);
        Assert.InRange(lines.Max(line => line.Length), width / 2, width);
    }

    [Fact]
    public void Redirected_text_is_120_columns_wide() =>
        Assert.Equal("120\n", Gpupt.Run("$Host.UI.RawUI.BufferSize.Width").Output);

    [Fact]
    public void Redirected_text_has_no_escape_sequences()
    {
        var result = Gpupt.Run("\"`e[31mred`e[0m\"; [pscustomobject]@{ a = 1 }; No-Such");

        Assert.StartsWith("red\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Gpupt.Escape, result.Output);
        Assert.NotEmpty(result.Error);
        Assert.DoesNotContain(Gpupt.Escape, result.Error);
    }

    [Fact]
    public void Text_is_utf8() => Assert.Equal("é 日本 😀\n", Gpupt.Run("'é 日本 😀'").Output);

    [Fact]
    public void Wide_characters_take_two_columns()
    {
        var lines = Gpupt.Run("[pscustomobject]@{ n = '日本'; b = 1 }").Output.Split('\n');

        Assert.Equal("n    b", lines[1].TrimEnd());
        Assert.Equal("日本 1", lines[3].TrimEnd());
    }

    [Fact]
    public void The_host_is_gpupt() => Assert.Equal("gpupt\n", Gpupt.Run("$Host.Name").Output);
}
