using GpuPassthrough.Formats;
using Xunit;

namespace GpuPassthrough.Tests.Formats;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("GP106 [GeForce GTX 1060 6GB]", "GP106 [GeForce GTX 1060 6GB]")]
    [InlineData("a\u001b[31mb", "a\\x1b[31mb")]
    [InlineData("a\r\nb\tc\0d", "a\\x0d\\x0ab\\x09c\\x00d")]
    [InlineData("a\u009bb", "a\\x9bb")]
    [InlineData("a\u202eb", "a\\x202eb")]
    [InlineData("象帝先", "象帝先")]
    [InlineData(null, "")]
    public void Control_characters_are_shown_and_not_obeyed(string? text, string expected) => Assert.Equal(expected, SafeText.Escape(text));

    [Theory]
    [InlineData("abc", 5, "abc  ")]
    [InlineData("abcde", 5, "abcde")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("abc", 0, "")]
    public void Fits_a_width(string text, int width, string expected) => Assert.Equal(expected, SafeText.Fit(text, width));
}
