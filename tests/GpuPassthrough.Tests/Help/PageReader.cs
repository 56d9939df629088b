using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using YamlDotNet.Serialization;

namespace GpuPassthrough.Tests.Help;

/// <summary>Reads pages in the schema 2024-05-01 of Microsoft.PowerShell.PlatyPS.</summary>
internal static class PageReader
{
    private const string DefaultMark = " (Default)";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseYamlFrontMatter().Build();
    private static readonly IDeserializer Yaml = new DeserializerBuilder().Build();

    internal static HelpPage Read(string markdown)
    {
        List<Block> blocks = [.. Markdown.Parse(markdown, Pipeline)];
        YamlFrontMatterBlock header = (YamlFrontMatterBlock)blocks[0];
        blocks.RemoveAt(0);
        PageSection body = Split(blocks, 1).Sections.Single();
        return new HelpPage([.. Yaml.Deserialize<Dictionary<string, string>>(header.Lines.ToString())], body)
        {
            Syntax = [.. body["SYNTAX"].Sections.Select(Syntax)],
            Examples = [.. body["EXAMPLES"].Sections.Select(Example)],
            Parameters = [.. body["PARAMETERS"].Sections.Where(section => section.Title != "CommonParameters").Select(Parameter)],
            Links = [.. body["RELATED LINKS"].Blocks.SelectMany(block => block.Descendants<LinkInline>()).Select(Link)],
        };
    }

    private static PageSection Split(IReadOnlyList<Block> blocks, int level, string title = "")
    {
        int[] starts = [.. Enumerable.Range(0, blocks.Count).Where(index => blocks[index] is HeadingBlock heading && heading.Level == level)];
        int first = starts.Length == 0 ? blocks.Count : starts[0];
        IEnumerable<PageSection> sections = starts.Zip([.. starts.Skip(1), blocks.Count], (start, end) =>
            Split([.. blocks.Take(end).Skip(start + 1)], level + 1, PlainText.Text(blocks[start])));
        return new PageSection(title, [.. blocks.Take(first)], [.. sections]);
    }

    private static PageSyntax Syntax(PageSection section)
    {
        bool isDefault = section.Title.EndsWith(DefaultMark, StringComparison.Ordinal);
        string name = isDefault ? section.Title[..^DefaultMark.Length] : section.Title;
        return new PageSyntax(name, isDefault, Fence(section.Blocks.Single(), info: null)!.Replace("\n ", " ", StringComparison.Ordinal));
    }

    private static PageExample Example(PageSection section)
    {
        string code = Fence(section.Blocks[0], "powershell") ?? throw new InvalidDataException($"{section.Title} does not begin with its code.");
        string? output = section.Blocks.Count > 1 ? Fence(section.Blocks[1], "Output") : null;
        return new PageExample(section.Title, code, output, [.. section.Blocks.Skip(output is null ? 1 : 2)]);
    }

    private static PageParameter Parameter(PageSection section)
    {
        string yaml = Fence(section.Blocks[^1], "yaml") ?? throw new InvalidDataException($"{section.Title} does not end with its yaml block.");
        return new PageParameter(section.Title.TrimStart('-'), [.. section.Blocks.SkipLast(1)], yaml, Yaml.Deserialize<ParameterFacts>(yaml));
    }

    private static PageLink Link(LinkInline link) => new(PlainText.Text((ContainerInline)link), link.Url ?? "");

    private static string? Fence(Block block, string? info) =>
        block is FencedCodeBlock fence && (fence.Info ?? "") == (info ?? "") ? fence.Lines.ToString() : null;
}
