using System.Xml.Linq;
using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Help;

/// <summary>The help that ships, en-US/GpuPassthrough.dll-Help.xml, is what the pages say.</summary>
public sealed class MamlTests
{
    private static readonly string[] Markdown = ["```", "](", "**", "###", "{{"];
    private static readonly string Committed = Path.Combine(Pages.Folder, "GpuPassthrough.dll-Help.xml");

    public static TheoryData<string> Commands => Pages.Commands;

    /// <summary>With GPUPT_REWRITE=1 in the environment the file is written anew instead.</summary>
    [Fact]
    public void IsMadeFromThePages()
    {
        byte[] made = MamlWriter.Write(Pages.All);
        if (Environment.GetEnvironmentVariable("GPUPT_REWRITE") == "1") File.WriteAllBytes(Committed, made);

        Assert.True(
            File.ReadAllBytes(Committed).AsSpan().SequenceEqual(made),
            $"{Committed} differs from what the pages make of it. Run the tests with GPUPT_REWRITE=1 and review the difference.");
    }

    [Fact]
    public void HoldsNoMarkdownAndNoRelativeLink()
    {
        XElement root = XElement.Load(Committed);

        XNamespace maml = "http://schemas.microsoft.com/maml/2004/10";
        string[] texts = [.. root.Descendants(maml + "para").Select(para => para.Value)];
        Assert.NotEmpty(texts);
        Assert.DoesNotContain(texts, text => Markdown.Any(mark => text.Contains(mark, StringComparison.Ordinal)));
        Assert.DoesNotContain(texts, text => text.Any(character => char.IsControl(character) && character != '\n'));
        Assert.All(root.Descendants(maml + "uri").Where(uri => uri.Value.Length > 0), uri => Assert.StartsWith("https://", uri.Value, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void GetHelpFindsIt(string command)
    {
        using Engine engine = Engine.WithModule();

        EngineResult result = engine.Run("Get-Help -Name $command", ("command", command));

        Assert.Empty(result.Errors);
        Assert.Contains("MamlCommandHelpInfo", Assert.Single(result.Output).TypeNames);
        Assert.Equal(PlainText.Text(Pages.Of(command).Body["SYNOPSIS"].Blocks.Single()), result.Output[0].Properties["Synopsis"].Value.ToString()!.Trim());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void GetHelpShowsTheCodeOfTheExamples(string command)
    {
        using Engine engine = Engine.WithModule();

        EngineResult result = engine.Run("(Get-Help -Name $command).examples.example | ForEach-Object code", ("command", command));

        Assert.Equal(Pages.Of(command).Examples.Select(example => example.Code), result.Output.Select(code => code.ToString()));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void GetHelpShowsTheDefaults(string command)
    {
        using Engine engine = Engine.WithModule();

        EngineResult result = engine.Run("(Get-Help -Name $command -Parameter *) | ForEach-Object { \"$($_.name)=$($_.defaultValue)\" }", ("command", command));

        Assert.Equal(Pages.Of(command).Parameters.Select(parameter => $"{parameter.Name}={parameter.Facts.DefaultValue}"), result.Output.Select(line => line.ToString()));
    }
}
