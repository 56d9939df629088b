using System.Globalization;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GpuPassthrough.Tests.Help;

/// <summary>Markdown without its marks: what Get-Help is given to print, which knows no markdown.</summary>
internal static class PlainText
{
    /// <summary>One text for each block; only lists and code have more than one line.</summary>
    internal static string[] Paragraphs(IEnumerable<Block> blocks) => [.. blocks.Select(Text)];

    internal static string Text(Block block) => block switch
    {
        LeafBlock { Inline: not null } leaf => Text(leaf.Inline),
        CodeBlock code => code.Lines.ToString(),
        ListBlock list => string.Join('\n', list.Cast<ListItemBlock>().Select(item => Text(list, item))),
        _ => throw Unknown(block),
    };

    private static string Text(ListBlock list, ListItemBlock item)
    {
        string mark = list.IsOrdered ? item.Order.ToString(CultureInfo.InvariantCulture) + "." : "-";
        return $"{mark} {string.Join(' ', item.Select(Text))}";
    }

    internal static string Text(ContainerInline container) => string.Concat(container.Select(Text));

    private static string Text(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LinkInline { IsImage: false, Url: { Length: > 0 } url } link => $"{Text((ContainerInline)link)} ({url})",
        LinkInline { IsImage: false } or EmphasisInline => Text((ContainerInline)inline),
        _ => throw Unknown(inline),
    };

    private static InvalidDataException Unknown(MarkdownObject found) =>
        new($"Line {found.Line + 1}: Get-Help has no form for {found.GetType().Name}.");
}
