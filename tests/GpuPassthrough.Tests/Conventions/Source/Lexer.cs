using System.Text;

namespace GpuPassthrough.Tests.Conventions.Source;

/// <summary>Splits C# into tokens: comments and directives are left out, strings of every form keep their text.</summary>
internal sealed class Lexer
{
    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _line = 1;

    private Lexer(string text) => _text = text;

    internal static List<Token> Read(string text)
    {
        Lexer lexer = new(text);
        lexer.Run(untilHoleEnds: false);
        return lexer._tokens;
    }

    private void Run(bool untilHoleEnds)
    {
        int depth = 0;
        while (_at < _text.Length)
        {
            char current = _text[_at];
            if (untilHoleEnds && depth == 0 && current is '}' or ':') return;
            if (char.IsWhiteSpace(current)) Skip(1);
            else if (Starts("//") || (current == '#' && IsFirstOfLine())) SkipTo("\n");
            else if (Starts("/*")) SkipTo("*/", 2);
            else if (StringStart() is int quotes and >= 0) ReadString(quotes);
            else if (current == '\'') ReadCharacter();
            else if (char.IsLetter(current) || current is '_' or '@') Add(TokenKind.Word, Length(character => char.IsLetterOrDigit(character) || character == '_'));
            else if (char.IsAsciiDigit(current)) Add(TokenKind.Number, Length(character => char.IsAsciiLetterOrDigit(character) || character == '_'));
            else
            {
                if (current is '(' or '[' or '{') depth++;
                if (current is ')' or ']' or '}') depth--;
                Add(TokenKind.Mark, 1);
            }
        }
    }

    private bool Starts(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    private bool IsFirstOfLine() => string.IsNullOrWhiteSpace(_text[(_text.LastIndexOf('\n', _at) + 1).._at]);

    private void Skip(int count)
    {
        for (int end = Math.Min(_at + count, _text.Length); _at < end; _at++)
        {
            if (_text[_at] == '\n') _line++;
        }
    }

    private void SkipTo(string end, int from = 0)
    {
        int found = _text.IndexOf(end, Math.Min(_at + from, _text.Length), StringComparison.Ordinal);
        Skip((found < 0 ? _text.Length : found + end.Length) - _at);
    }

    private int Length(Func<char, bool> belongs)
    {
        int end = _at + 1;
        while (end < _text.Length && belongs(_text[end])) end++;
        return end - _at;
    }

    private void Add(TokenKind kind, int length)
    {
        _tokens.Add(new Token(kind, _text.Substring(_at, length), _line));
        Skip(length);
    }

    private void ReadCharacter()
    {
        int end = _at + 1;
        while (_text[end] != '\'') end += _text[end] == '\\' ? 2 : 1;
        Add(TokenKind.Character, end + 1 - _at);
    }

    /// <summary>Where the quotes of a string begin that starts here, else -1.</summary>
    private int StringStart()
    {
        int end = _at;
        while (end < _text.Length && _text[end] is '$' or '@') end++;
        return end < _text.Length && _text[end] == '"' ? end : -1;
    }

    private void ReadString(int quotes)
    {
        string prefix = _text[_at..quotes];
        int count = 1;
        while (quotes + count < _text.Length && _text[quotes + count] == '"') count++;
        bool isRaw = count >= 3;
        int line = _line;
        int index = _tokens.Count;
        Skip(quotes - _at + (isRaw ? count : 1));
        StringBody body = new(isRaw ? new string('"', count) : "\"", prefix.Contains('@', StringComparison.Ordinal), prefix.Count(mark => mark == '$'), isRaw);
        string text = ReadBody(body);
        _tokens.Insert(index, new Token(TokenKind.Text, text, line));
    }

    private string ReadBody(StringBody body)
    {
        StringBuilder text = new();
        while (_at < _text.Length && !(Starts(body.End) && !(body.IsVerbatim && Starts("\"\""))))
        {
            if (body.HoleStart is string start && Starts(start) && !(body.Dollars == 1 && !body.IsRaw && Starts("{{")))
            {
                Skip(start.Length);
                ReadHole(body.Dollars);
                text.Append("{}");
                continue;
            }

            int length = (body.HasEscapes && _text[_at] == '\\') || (body.IsVerbatim && Starts("\"\"")) || (body.HoleStart is not null && (Starts("{{") || Starts("}}"))) ? 2 : 1;
            text.Append(_text, _at, Math.Min(length, _text.Length - _at));
            Skip(length);
        }

        Skip(body.End.Length);
        return text.ToString();
    }

    // After a colon a hole holds a format, which is no code.
    private void ReadHole(int dollars)
    {
        Run(untilHoleEnds: true);
        SkipTo(new string('}', dollars));
    }

    private readonly record struct StringBody(string End, bool IsVerbatim, int Dollars, bool IsRaw)
    {
        internal string? HoleStart => Dollars > 0 ? new string('{', Dollars) : null;

        internal bool HasEscapes => !IsVerbatim && !IsRaw;
    }
}
