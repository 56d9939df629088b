using System.Text;

namespace GpuPassthrough.Boot.Initramfs.Formats;

/// <summary>Walks through a text in bash's grammar, as far as assignments of plain and quoted words go.</summary>
internal sealed class BashScanner(string text)
{
    private const string Special = "$`\\\"'(){}[]*?~<>|&;!#";

    private int _position;

    /// <summary>Goes past white space and comments, and says whether nothing is left.</summary>
    internal bool IsAtEnd
    {
        get
        {
            SkipSpace();
            return _position >= text.Length;
        }
    }

    private char Current => _position < text.Length ? text[_position] : '\0';

    /// <summary>The next assignment; null when the line is something else, which is then skipped.</summary>
    internal BashAssignment? TakeAssignment()
    {
        BashAssignment? assignment = Assignment();
        bool isWhole = assignment is not null && EndsHere();
        if (!isWhole) SkipLine();
        return isWhole ? assignment : null;
    }

    private BashAssignment? Assignment()
    {
        string name = Name();
        bool appends = name.Length > 0 && Take('+');
        if (name.Length == 0 || !Take('=')) return null;
        if (Take('(')) return Array() is string[] words ? new BashAssignment(name, words, IsArray: true, appends) : null;
        return Word() is string word ? new BashAssignment(name, word.Length == 0 ? [] : [word], IsArray: false, appends) : null;
    }

    private string Name()
    {
        int start = _position;
        while (char.IsAsciiLetterOrDigit(Current) || Current == '_') _position++;
        return _position > start && char.IsAsciiDigit(text[start]) ? string.Empty : text[start.._position];
    }

    private string[]? Array()
    {
        List<string> words = [];
        while (true)
        {
            SkipSpace();
            if (Take(')')) return [.. words];
            int start = _position;
            if (Word() is not string word || _position == start) return null;
            words.Add(word);
        }
    }

    // Null where a shell is needed to say what the word is.
    private string? Word()
    {
        StringBuilder word = new();
        while (!IsBoundary(Current))
        {
            if (Current is '\'' or '"')
            {
                if (!Quoted(word)) return null;
            }
            else if (!IsPlain(Current, word.Length))
            {
                return null;
            }
            else
            {
                word.Append(text[_position++]);
            }
        }

        return word.ToString();
    }

    private bool Quoted(StringBuilder word)
    {
        char quote = text[_position++];
        int end = text.IndexOf(quote, _position);
        if (end < 0) return false;
        string inner = text[_position..end];
        if (quote == '"' && inner.AsSpan().ContainsAny("$`\\!")) return false;
        word.Append(inner);
        _position = end + 1;
        return true;
    }

    // A number sign inside a word is a plain character, and so is the question mark of mkinitcpio's optional modules: bash leaves it unless a file is called so.
    private static bool IsPlain(char character, int at) => character switch
    {
        '#' => at > 0,
        '?' => true,
        _ => !Special.Contains(character, StringComparison.Ordinal) && character > ' ',
    };

    private static bool IsBoundary(char character) => character is '\0' or ' ' or '\t' or '\n' or ')' or ';';

    private bool EndsHere()
    {
        while (Current is ' ' or '\t' or ';') _position++;
        if (Current == '#' && _position > 0 && text[_position - 1] is ' ' or '\t' or ';') SkipLine();
        return Current is '\n' or '\0';
    }

    private bool Take(char character)
    {
        if (Current != character) return false;
        _position++;
        return true;
    }

    private void SkipSpace()
    {
        while (_position < text.Length && (text[_position] is ' ' or '\t' or '\n' or '#'))
        {
            bool isComment = text[_position] == '#';
            if (isComment) SkipLine();
            else _position++;
        }
    }

    private void SkipLine()
    {
        while (_position < text.Length && text[_position] != '\n') _position++;
    }
}
