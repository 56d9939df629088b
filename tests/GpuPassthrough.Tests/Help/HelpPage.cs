using Markdig.Syntax;

namespace GpuPassthrough.Tests.Help;

/// <summary>A heading of a page, what stands below it, and the headings one level deeper.</summary>
internal sealed record PageSection(string Title, IReadOnlyList<Block> Blocks, IReadOnlyList<PageSection> Sections)
{
    internal string[] Paragraphs => PlainText.Paragraphs(Blocks);

    internal PageSection this[string title] => Sections.Single(section => section.Title == title);
}

/// <summary>One parameter set's syntax.</summary>
internal sealed record PageSyntax(string SetName, bool IsDefault, string Text);

/// <summary>One example: code, then its output where it is shown, then prose.</summary>
internal sealed record PageExample(string Title, string Code, string? Output, IReadOnlyList<Block> Remarks);

/// <summary>A parameter with its description and the facts of its yaml block.</summary>
internal sealed record PageParameter(string Name, IReadOnlyList<Block> Description, string Yaml, ParameterFacts Facts);

/// <summary>A related link; the address is empty when the link names another help topic.</summary>
internal sealed record PageLink(string Text, string Uri);

/// <summary>A page of help for one command, en-US/Verb-Noun.md.</summary>
internal sealed record HelpPage(IReadOnlyList<KeyValuePair<string, string>> Header, PageSection Body)
{
    internal string Command => Body.Title;

    internal required IReadOnlyList<PageSyntax> Syntax { get; init; }

    internal required IReadOnlyList<PageExample> Examples { get; init; }

    internal required IReadOnlyList<PageParameter> Parameters { get; init; }

    internal required IReadOnlyList<PageLink> Links { get; init; }
}
