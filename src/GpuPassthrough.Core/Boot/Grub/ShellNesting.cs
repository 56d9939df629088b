namespace GpuPassthrough.Boot.Grub;

/// <summary>The constructs of a shell file that are open at a place: if, loops, case, groups, brackets.</summary>
internal sealed class ShellNesting
{
    private readonly Stack<string> _open = new();
    private Mode _mode;

    private enum Mode
    {
        Commands,

        /// <summary>Behind for or select: a variable comes.</summary>
        Variable,

        /// <summary>Behind the variable of a loop, up to the end of the line.</summary>
        Words,

        /// <summary>Behind case: what it looks at.</summary>
        Subject,

        /// <summary>The patterns of a case.</summary>
        Pattern,

        /// <summary>Behind function: its name comes.</summary>
        Function,

        /// <summary>Behind an exclamation mark.</summary>
        Negated,
    }

    /// <summary>True where every run gets to.</summary>
    internal bool IsEmpty => _open.Count == 0 && _mode == Mode.Commands;

    internal bool IsInCommand => _mode is Mode.Commands or Mode.Negated;

    /// <summary>Takes a word that belongs to a construct; false when it is part of a command.</summary>
    internal bool Takes(ShellWord word, bool isFirst)
    {
        switch (_mode)
        {
            case Mode.Variable:
                _mode = Mode.Words;
                return true;
            case Mode.Words:
                if (word.Plain == "do") _mode = Mode.Commands;
                return true;
            case Mode.Subject:
                if (word.Plain == "in") _mode = Mode.Pattern;
                return true;
            case Mode.Pattern:
                if (word.Plain == "esac") Close(word.Plain, word.Start);
                return true;
            case Mode.Function:
                _mode = Mode.Commands;
                return true;
            default:
                return isFirst && word.Plain is string plain && IsReserved(plain, word.Start);
        }
    }

    /// <summary>The variable that a loop sets, when this word is it.</summary>
    internal string? LoopVariable(ShellWord word) => _mode == Mode.Variable ? word.Text : null;

    /// <summary>The function that is made, when this word is its name.</summary>
    internal string? FunctionName(ShellWord word) => _mode == Mode.Function ? word.Text : null;

    internal void Bracket(string symbol, int position)
    {
        if (_mode == Mode.Pattern) _mode = symbol == ")" ? Mode.Commands : _mode;
        else if (symbol == "(") _open.Push(")");
        else Close(symbol, position);
    }

    internal void EndOfCommand()
    {
        if (_mode is Mode.Words or Mode.Negated) _mode = Mode.Commands;
    }

    internal void NextPattern(int position)
    {
        if (!_open.TryPeek(out string? expected) || expected != "esac") throw new ShellSyntaxException(position);
        _mode = Mode.Pattern;
    }

    internal void End(int position)
    {
        if (_open.Count > 0) throw new ShellSyntaxException(position);
    }

    private bool IsReserved(string word, int position)
    {
        switch (word)
        {
            case "if":
                return Open("fi", Mode.Commands);
            case "while" or "until":
                return Open("done", Mode.Commands);
            case "for" or "select":
                return Open("done", Mode.Variable);
            case "case":
                return Open("esac", Mode.Subject);
            case "{":
                return Open("}", Mode.Commands);
            case "fi" or "done" or "esac" or "}":
                Close(word, position);
                return true;
            case "!" or "function":
                _mode = word == "!" ? Mode.Negated : Mode.Function;
                return true;
            default:
                return word is "then" or "elif" or "else" or "do" or "time";
        }
    }

    private bool Open(string end, Mode mode)
    {
        _open.Push(end);
        _mode = mode;
        return true;
    }

    private void Close(string word, int position)
    {
        if (!_open.TryPop(out string? expected) || expected != word) throw new ShellSyntaxException(position);
        _mode = Mode.Commands;
    }
}
