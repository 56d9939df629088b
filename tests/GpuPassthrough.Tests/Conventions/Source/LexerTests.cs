using Xunit;

namespace GpuPassthrough.Tests.Conventions.Source;

/// <summary>The reader of sources sees what the compiler sees: every kind of string, and no comment.</summary>
public sealed class LexerTests
{
    [Theory]
    [InlineData("x = \"/sys/a\";", "/sys/a")]
    [InlineData("x = \"/sys/a\"u8;", "/sys/a")]
    [InlineData("x = @\"/sys/\"\"a\";", "/sys/\"\"a")]
    [InlineData("x = \"a\\\"/sys\";", "a\\\"/sys")]
    [InlineData("x = $\"{root}/sys/{name:x4}/b\";", "{}/sys/{}/b")]
    [InlineData("x = $\"{{/sys}}\";", "{{/sys}}")]
    [InlineData("x = \"\"\"a \"/sys\" b\"\"\";", "a \"/sys\" b")]
    [InlineData("x = $$\"\"\"{a} {{b}}/sys\"\"\";", "{a} {}/sys")]
    [InlineData("x = \"\";", "")]
    [InlineData("// \"/sys\"\n/* \"/proc\" */ x = '\"'; y = \"b\";", "b")]
    [InlineData("#pragma warning disable \"c\"\n/// <c>\"d\"</c>\nx = \"e\";", "e")]
    public void ReadsStringsAsWritten(string code, string expected) =>
        Assert.Equal([expected], Lexer.Read(code).Where(token => token.Kind == TokenKind.Text).Select(token => token.Text));

    [Fact]
    public void ReadsWhatIsInterpolated()
    {
        List<Token> tokens = Lexer.Read("$\"a{(b ? \"c\" : $\"d{e[0]}\")}f\" + g");

        Assert.Equal(["a{}f", "c", "d{}"], tokens.Where(token => token.Kind == TokenKind.Text).Select(token => token.Text));
        Assert.Equal(["b", "e", "g"], tokens.Where(token => token.Kind == TokenKind.Word).Select(token => token.Text));
    }

    [Fact]
    public void CountsLines()
    {
        List<Token> tokens = Lexer.Read("a /* \n\n */ b\n\"\"\"\n x\n \"\"\" c");

        Assert.Equal([("a", 1), ("b", 3), ("c", 6)], tokens.Where(token => token.Kind == TokenKind.Word).Select(token => (token.Text, token.Line)));
    }
}
