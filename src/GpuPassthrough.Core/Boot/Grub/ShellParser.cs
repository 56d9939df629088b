namespace GpuPassthrough.Boot.Grub;

/// <summary>
/// Tells from a shell file which variables it gives which values. Only what every run does for certain is taken as done;
/// where a condition, a loop, a function or a pipe is around it, the variable is unknown from there on.
/// </summary>
internal sealed class ShellParser(string text)
{
    private readonly List<ShellStatement> _statements = [];
    private readonly ShellNesting _nesting = new();
    private readonly ShellCommands _commands = new(text);
    private readonly List<ShellWord> _words = [];

    // Behind && or || or a pipe; where a redirection leads to.
    private bool _isInList;
    private bool _isTarget;

    /// <summary>What was read, up to an error if there was one.</summary>
    internal IReadOnlyList<ShellStatement> Statements => _statements;

    /// <exception cref="ShellSyntaxException">The shell would not get to its end either.</exception>
    internal void Run()
    {
        foreach (ShellToken token in new ShellLexer(text).Tokens())
        {
            if (token.Word is ShellWord word) Take(word);
            else Take(token.Operator!, token.Start);
        }

        EndCommand(isCertain: true);
        _nesting.End(text.Length);
    }

    private void Take(ShellWord word)
    {
        if (_isTarget)
        {
            _isTarget = false;
            return;
        }

        if (_nesting.LoopVariable(word) is string variable) _statements.Add(_commands.Uncertain(word, variable));
        if (_nesting.FunctionName(word) is string function) _commands.Define(function);
        if (!_nesting.Takes(word, _words.Count == 0)) _words.Add(word);
    }

    private void Take(string symbol, int position)
    {
        switch (symbol)
        {
            case "(" when _nesting.IsInCommand && _words is [{ Plain: string name }] && !name.Contains('=', StringComparison.Ordinal):
                _commands.Define(name);
                _words.Clear();
                _nesting.Bracket(symbol, position);
                break;
            case "(" or ")":
                EndCommand(isCertain: false);
                _nesting.Bracket(symbol, position);
                break;
            case ";" or ShellToken.EndOfLine:
                EndList();
                break;
            case ";;":
                EndList();
                _nesting.NextPattern(position);
                break;
            case "&&" or "||":
                EndCommand(isCertain: true);
                _isInList = true;
                break;
            case "&" or "|":
                EndCommand(isCertain: false);
                _isInList = symbol == "|";
                break;
            default:
                _isTarget = true;
                break;
        }
    }

    private void EndList()
    {
        EndCommand(isCertain: true);
        _isInList = false;
        _nesting.EndOfCommand();
    }

    private void EndCommand(bool isCertain)
    {
        if (_words.Count > 0) _statements.AddRange(_commands.Read(_words, isCertain && !_isInList && _nesting.IsEmpty));
        _words.Clear();
        _isTarget = false;
    }
}
