using System.Text.RegularExpressions;

namespace GpuPassthrough.Boot.Grub;

/// <summary>Reads what begins with a dollar sign or a backquote. Variables are followed, all else is known to be unknown.</summary>
internal sealed partial class ShellExpansionReader(string text)
{
    private const string OnCommand = "ShellDependsOnCommand";
    private const string OnShell = "ShellDependsOnShell";

    /// <summary>Where it ends, and what it is; null for a dollar sign that stands for itself.</summary>
    /// <exception cref="ShellSyntaxException">It is not closed.</exception>
    internal (int End, ShellExpansion? Expansion) Read(int start, ShellQuote quote)
    {
        if (text[start] == '`') return (Closing(start, '`'), ShellExpansion.Unfollowed(OnCommand));
        Match name = Name().Match(text, start + 1);
        if (name.Success) return Variable(start + 1 + name.Length, name.Value);
        if (IsContinued(start + 1)) return (Continued(start + 1, quote), ShellExpansion.Unfollowed(OnShell));
        char next = start + 1 < text.Length ? text[start + 1] : '\0';
        return next switch
        {
            '(' => Brackets(start),
            '{' => Braces(start),
            '[' => (SkipBrackets(start + 1), ShellExpansion.Unfollowed(OnShell, string.Empty)),
            '\'' or '"' when quote == ShellQuote.None => (Closing(start + 1, next), ShellExpansion.Unfollowed(OnShell)),
            (>= '0' and <= '9') or '@' or '*' or '#' or '?' or '$' or '!' or '-' => (start + 2, ShellExpansion.Unfollowed(OnCommand)),
            _ => (start + 1, null),
        };
    }

    /// <summary>Where brackets end that begin here.</summary>
    internal int SkipBrackets(int open)
    {
        int depth = 0;
        for (int position = open; position < text.Length; position++)
        {
            if (text[position] is '(' or '[' or '{') depth++;
            else if (text[position] is ')' or ']' or '}' && --depth == 0) return position + 1;
            else if (text[position] == '\\') position++;
            else if (text[position] is '\'' or '"' or '`') position = Closing(position, text[position]) - 1;
            else if (text[position] == '#' && char.IsWhiteSpace(text[position - 1])) position = Math.Max(position, text.IndexOf('\n', position));
        }

        throw new ShellSyntaxException(open);
    }

    // Lines may be joined inside the name.
    private (int End, ShellExpansion Expansion) Variable(int end, string name)
    {
        int next = end;
        while (IsContinued(next)) next += 2;
        bool goesOn = next > end && next < text.Length && (char.IsAsciiLetterOrDigit(text[next]) || text[next] == '_');
        return (end, goesOn ? ShellExpansion.Unfollowed(OnShell) : ShellExpansion.Of(name));
    }

    private bool IsContinued(int position) => position < text.Length && ShellLexer.IsContinuation(text, position);

    // What comes behind may belong to the dollar sign or not: shells differ.
    private int Continued(int position, ShellQuote quote)
    {
        while (IsContinued(position)) position += 2;
        if (position == text.Length) return position;
        if (text[position] is '(' or '{') return SkipBrackets(position);
        return quote == ShellQuote.None && text[position] is '\'' or '"' ? Closing(position, text[position]) : position;
    }

    // Arithmetic can assign: $((N=1)).
    private (int End, ShellExpansion Expansion) Brackets(int start)
    {
        bool isArithmetic = start + 2 < text.Length && text[start + 2] == '(';
        return (SkipBrackets(start + 1), ShellExpansion.Unfollowed(OnCommand, isArithmetic ? string.Empty : null));
    }

    private (int End, ShellExpansion Expansion) Braces(int start)
    {
        Match simple = Simple().Match(text, start);
        if (simple.Success) return (start + simple.Length, ShellExpansion.Of(simple.Groups["name"].Value, simple.Groups["operator"].Value, simple.Groups["word"].Value));
        Match assigning = Assigning().Match(text, start);
        return (SkipBrackets(start + 1), ShellExpansion.Unfollowed(OnCommand, assigning.Success ? assigning.Groups["name"].Value : null));
    }

    private int Closing(int open, char quote)
    {
        for (int position = open + 1; position < text.Length; position++)
        {
            if (text[position] == quote) return position + 1;
            bool isSingle = quote == '\'' && text[Math.Max(open - 1, 0)] != '$';
            if (text[position] == '\\' && !isSingle) position++;
            else if (quote == '"' && text[position] == '$' && position + 1 < text.Length && text[position + 1] is '(' or '{') position = SkipBrackets(position + 1) - 1;
            else if (quote == '"' && text[position] == '`') position = Closing(position, '`') - 1;
        }

        throw new ShellSyntaxException(open);
    }

    [GeneratedRegex(@"\G[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Name();

    [GeneratedRegex(@"\G\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?:(?<operator>:?[-+])(?<word>[A-Za-z0-9_ ./,:+@%=-]*))?\}")]
    private static partial Regex Simple();

    [GeneratedRegex(@"\G\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*):?=")]
    private static partial Regex Assigning();
}
