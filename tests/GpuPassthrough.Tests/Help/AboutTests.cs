using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Help;

/// <summary>
/// The about topic: found by Get-Help, fit for a terminal of 80 columns, and true. Its examples follow "PS>" and
/// are run in their order in one session; the lines below one are its output; "# refused" marks one that must fail.
/// </summary>
public sealed class AboutTests
{
    private const string Topic = "about_GpuPassthrough";
    private const string Prompt = "        PS> ";
    private const string Indent = "        ";
    private const string Refused = "# refused";
    private const int Widest = 80;

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Pages.Folder, Topic + ".help.txt"));

    [Fact]
    public void IsFound()
    {
        using Engine engine = Engine.WithModule();

        EngineResult result = engine.Run("Get-Help -Name $topic", ("topic", Topic));

        Assert.Empty(result.Errors);
        Assert.Equal(Lines, Assert.Single(result.Output).ToString().TrimEnd().Split('\n'));
    }

    [Fact]
    public void FitsATerminal() => Assert.All(Lines, line =>
    {
        Assert.True(line.Length <= Widest && line == line.TrimEnd(), line);
        Assert.True(line.All(character => character is >= ' ' and <= '~'), line);
    });

    [Fact]
    public void NamesEveryCommand() => Assert.All(Pages.All, page =>
        Assert.Contains(Lines, line => line.StartsWith(Indent + page.Command + " ", StringComparison.Ordinal)));

    [Fact]
    public void ExamplesRunAndPrintWhatIsShown()
    {
        using ExampleSession session = new();
        int[] prompts = [.. Enumerable.Range(0, Lines.Length).Where(index => Lines[index].StartsWith(Prompt, StringComparison.Ordinal))];

        Assert.NotEmpty(prompts);
        Assert.All(prompts, prompt =>
        {
            string code = Lines[prompt][Prompt.Length..];
            IEnumerable<string> shown = Lines.Skip(prompt + 1).TakeWhile(line => line.Length > 0 && !line.StartsWith(Prompt, StringComparison.Ordinal));
            EngineResult result = session.Run(code);
            Assert.Equal(code.EndsWith(Refused, StringComparison.Ordinal), result.Errors.Count > 0);
            Assert.Equal(string.Join('\n', shown.Select(line => line[Indent.Length..])), session.Shown(result));
        });
    }
}
