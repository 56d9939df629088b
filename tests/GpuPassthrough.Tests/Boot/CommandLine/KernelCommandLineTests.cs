using CsCheck;
using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using Xunit;

namespace GpuPassthrough.Tests.Boot.CommandLine;

/// <summary>Command lines are taken apart as the kernel does.</summary>
public sealed class KernelCommandLineTests
{
    /// <summary>Worked out by hand from next_arg() in lib/cmdline.c, parse_args() in kernel/params.c, and the examples of Documentation/admin-guide/kernel-parameters.rst.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData(" \n", "")]
    [InlineData("quiet splash", "[quiet] [splash]")]
    [InlineData("  quiet\t\tsplash\n", "[quiet] [splash]")]
    [InlineData("root=UUID=1-2 ro", "[root]=[UUID=1-2] [ro]")]
    [InlineData("param=\"spaces in here\"", "[param]=[spaces in here]")]
    [InlineData("\"param=spaces in here\"", "[param]=[spaces in here]")]
    [InlineData("param=\"a b\"c d", "[param]=[a b\"c] [d]")]
    [InlineData("param=a\" \"b", "[param]=[a\" \"b]")]
    [InlineData("param=", "[param]=[]")]
    [InlineData("param=\"\"", "[param]=[]")]
    [InlineData("param=\"", "[param]=[]")]
    [InlineData("a=\"b c", "[a]=[b c]")]
    [InlineData("\"a b\" c", "[a b] [c]")]
    [InlineData("\"", "[]")]
    [InlineData("=a", "[=a]")]
    [InlineData("=a=b", "[=a]=[b]")]
    [InlineData("'a b'", "['a] [b']")]
    [InlineData("a\\ b", "[a\\] [b]")]
    [InlineData("quiet -- single", "[quiet]")]
    [InlineData("quiet \"--\" single", "[quiet]")]
    [InlineData("a --=b c", "[a] [--]=[b] [c]")]
    [InlineData("a --b c", "[a] [--b] [c]")]
    [InlineData("a\u00a0b", "[a] [b]")]
    public void Is_read_as_the_kernel_reads_it(string text, string expected)
    {
        Assert.Equal(expected, Show(KernelCommandLine.Parse(text).Tokens.Select(token => (token.Name, token.Value))));
        Assert.Equal(expected, Show(NextArg.Read(text)));
    }

    [Fact]
    public void Agrees_with_another_telling_of_the_rules() => Gen.OneOf(CommandLines.Texts, CommandLines.Noise).Sample(
        text => Assert.Equal(Show(NextArg.Read(text)), Show(KernelCommandLine.Parse(text).Tokens.Select(token => (token.Name, token.Value)))),
        iter: 20000);

    [Fact]
    public void The_text_stays_as_it_is() => Gen.OneOf(CommandLines.Texts, CommandLines.Noise).Sample(
        text =>
        {
            KernelCommandLine line = KernelCommandLine.Parse(text);
            Assert.Equal(text, line.ToString());
            Assert.All(Enumerable.Range(0, line.Tokens.Count), index => Assert.Equal(line.Tokens[index].Text, text.Substring(line.Start(index), line.Tokens[index].Text.Length)));
        });

    /// <summary>parameq() in kernel/params.c.</summary>
    [Theory]
    [InlineData("log_buf_len", "log-buf-len", true)]
    [InlineData("vfio-pci.ids", "vfio_pci.ids", true)]
    [InlineData("a.b", "a_b", false)]
    [InlineData("Quiet", "quiet", false)]
    [InlineData("quiet", "quie", false)]
    public void Dash_and_underscore_are_the_same_in_names(string left, string right, bool expected) =>
        Assert.Equal(expected, KernelToken.SameName(left, right));

    [Theory]
    [InlineData("a", "b\"c")]
    [InlineData("a", "\"")]
    [InlineData("a", "b\nc")]
    [InlineData("a", "b\u0007")]
    [InlineData("a b", null)]
    [InlineData("a=b", "c")]
    [InlineData("\"a", null)]
    [InlineData("--", null)]
    [InlineData("", null)]
    [InlineData("", "a")]
    public void What_the_kernel_would_read_otherwise_is_not_written(string name, string? value) =>
        Assert.Equal("ArgumentNotWritable", Assert.Throws<BootConfigurationException>(() => KernelToken.Of(name, value)).ErrorId);

    [Fact]
    public void What_is_written_is_read_back() => Gen.Select(Choose.From(CommandLines.Names), CommandLines.Noise).Sample(
        (name, value) =>
        {
            KernelToken token;
            try
            {
                token = KernelToken.Of(name, value);
            }
            catch (BootConfigurationException)
            {
                return;
            }

            Assert.Equal([("x", null), (name, value), ("y", null)], NextArg.Read($"x {token.Text} y"));
        },
        iter: 5000);

    private static string Show(IEnumerable<(string Name, string? Value)> arguments) =>
        string.Join(' ', arguments.Select(argument => argument.Value is null ? $"[{argument.Name}]" : $"[{argument.Name}]=[{argument.Value}]"));
}
