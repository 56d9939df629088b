using System.Text.RegularExpressions;
using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Help;

/// <summary>Pages and commands belong together, and a page has the schema's parts in the schema's order.</summary>
public sealed partial class PageTests
{
    private const int FewestExamples = 4;
    private const int ShortestDescription = 40;

    private static readonly string[] Headings =
    [
        "SYNOPSIS", "SYNTAX", "ALIASES", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS",
    ];

    public static TheoryData<string> Commands => Pages.Commands;

    [Fact]
    public void EveryCommandHasItsPageAndEveryPageItsCommand()
    {
        using Engine engine = Engine.WithModule();

        EngineResult exported = engine.Run("(Import-Module -Name $manifest -PassThru).ExportedCommands.Keys", ("manifest", Repository.StagedManifest));

        Assert.NotEmpty(exported.Output);
        Assert.Equal(exported.Of<string>().Order(StringComparer.Ordinal), Pages.All.Select(page => page.Command));
        Assert.Equal(Pages.All.Select(page => page.Command + ".md"), Directory.GetFiles(Pages.Folder, "*.md").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void HasTheFrontMatter(string command)
    {
        IReadOnlyList<KeyValuePair<string, string>> header = Pages.Of(command).Header;

        Assert.Equal(
            [
                new("document type", "cmdlet"),
                new("external help file", "GpuPassthrough.dll-Help.xml"),
                new("HelpUri", ""),
                new("Locale", "en-US"),
                new("Module Name", "GpuPassthrough"),
                new("ms.date", header[5].Value),
                new("PlatyPS schema version", "2024-05-01"),
                new("title", command),
            ],
            header);
        Assert.Matches(@"^\d\d/\d\d/\d{4}$", header[5].Value);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void HasTheHeadings(string command)
    {
        PageSection body = Pages.Of(command).Body;

        Assert.Equal(Headings, body.Sections.Select(section => section.Title));
        Assert.All(body.Sections, section => Assert.True(section.Blocks.Count + section.Sections.Count > 0, $"{section.Title} is empty."));
        Assert.Single(body["SYNOPSIS"].Paragraphs);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void HasNoPlaceholder(string command)
    {
        string text = File.ReadAllText(Path.Combine(Pages.Folder, command + ".md"));

        Assert.DoesNotMatch(Placeholder(), text);
        Assert.DoesNotContain('\r', text);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void NumbersItsExamples(string command)
    {
        IReadOnlyList<PageExample> examples = Pages.Of(command).Examples;

        Assert.True(examples.Count >= FewestExamples);
        Assert.All(examples.Index(), example => Assert.StartsWith($"Example {example.Index + 1}: ", example.Item.Title, StringComparison.Ordinal));
        Assert.All(examples, example => Assert.NotEmpty(example.Remarks));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void DescribesEveryParameter(string command) => Assert.All(Pages.Of(command).Parameters, parameter =>
    {
        string text = string.Join(' ', PlainText.Paragraphs(parameter.Description));
        Assert.True(text.Length >= ShortestDescription, $"-{parameter.Name} has too short a description.");
        Assert.EndsWith(".", text, StringComparison.Ordinal);
    });

    [Theory]
    [MemberData(nameof(Commands))]
    public void LinksToTopicsThatExist(string command) => Assert.All(Pages.Of(command).Links, link =>
    {
        if (link.Uri.Length > 0) Assert.StartsWith("https://", link.Uri, StringComparison.Ordinal);
        else Assert.True(Pages.All.Any(page => page.Command == link.Text) || File.Exists(Path.Combine(Pages.Folder, link.Text + ".help.txt")), $"There is no help for {link.Text}.");
    });

    [GeneratedRegex(@"\{\{|\bTODO\b|\bTBD\b|\bFILL\b", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
