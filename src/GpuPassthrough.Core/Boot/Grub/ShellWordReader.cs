namespace GpuPassthrough.Boot.Grub;

/// <summary>Reads one word of a shell file with its quotes and expansions.</summary>
internal sealed class ShellWordReader(string text)
{
    private readonly ShellExpansionReader _expansions = new(text);
    private List<ShellPart> _parts = [];
    private (int Start, ShellQuote Quote)? _opened;

    /// <exception cref="ShellSyntaxException">A quote is not closed.</exception>
    internal ShellWord Read(int start)
    {
        _parts = [];
        _opened = null;
        int position = start;
        while (position < text.Length && !IsEnd(position)) position = Next(position);
        return new ShellWord(start, position, _parts, _opened);
    }

    private bool IsEnd(int position) =>
        text[position] is ' ' or '\t' or '\n' or ';' or '&' or '|' or '<' or '>' or ')' || (text[position] == '(' && !IsArray(position));

    // NAME=(a b) of bash; in a plain sh it is an error.
    private bool IsArray(int position) => _opened is null && _parts is [.., { Character: '=', End: int end }] && end == position;

    private int Next(int position)
    {
        switch (text[position])
        {
            case '\'':
                return Single(position);
            case '"':
                return Double(position);
            case '(':
                return Add(position, _expansions.SkipBrackets(position), ShellQuote.None, ShellExpansion.Unfollowed("ShellDependsOnShell"));
            case '$' or '`':
                return Dollar(position, ShellQuote.None);
            case '\\':
                return Escaped(position);
            default:
                return Add(position, position + 1, ShellQuote.None, text[position]);
        }
    }

    private int Escaped(int position)
    {
        if (ShellLexer.IsContinuation(text, position)) return position + 2;
        if (position + 1 == text.Length) return Add(position, position + 1, ShellQuote.None, '\\');
        return Add(position, position + 2, ShellQuote.None, text[position + 1]);
    }

    private int Single(int open)
    {
        int close = text.IndexOf('\'', open + 1);
        if (close < 0) throw new ShellSyntaxException(open);
        _opened ??= (open + 1, ShellQuote.Single);
        for (int position = open + 1; position < close; position++) Add(position, position + 1, ShellQuote.Single, text[position]);
        return close + 1;
    }

    private int Double(int open)
    {
        _opened ??= (open + 1, ShellQuote.Double);
        int position = open + 1;
        while (position < text.Length && text[position] != '"')
        {
            if (text[position] is '$' or '`') position = Dollar(position, ShellQuote.Double);
            else if (ShellLexer.IsContinuation(text, position)) position += 2;
            else if (text[position] == '\\' && position + 1 < text.Length && text[position + 1] is '$' or '`' or '"' or '\\') position = Add(position, position + 2, ShellQuote.Double, text[position + 1]);
            else position = Add(position, position + 1, ShellQuote.Double, text[position]);
        }

        return position < text.Length ? position + 1 : throw new ShellSyntaxException(open);
    }

    private int Dollar(int position, ShellQuote quote)
    {
        (int end, ShellExpansion? expansion) = _expansions.Read(position, quote);
        return expansion is null ? Add(position, end, quote, text[position]) : Add(position, end, quote, expansion);
    }

    private int Add(int start, int end, ShellQuote quote, char character)
    {
        _parts.Add(new ShellPart(start, end, quote, character));
        return end;
    }

    private int Add(int start, int end, ShellQuote quote, ShellExpansion expansion)
    {
        _parts.Add(new ShellPart(start, end, quote, ShellPart.Placeholder, expansion));
        return end;
    }
}
