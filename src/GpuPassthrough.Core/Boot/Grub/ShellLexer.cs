namespace GpuPassthrough.Boot.Grub;

/// <summary>Cuts a shell file into words and operators by the rules of POSIX (XCU 2.2, 2.3), as dash and bash both do.</summary>
internal sealed class ShellLexer(string text)
{
    private static readonly string[] Operators = ["&&", "||", ";;", "<<<", "<<-", "<<", ">>", "<&", ">&", "<>", ">|", "&", "|", ";", "<", ">", "(", ")", "\n"];

    private readonly ShellWordReader _words = new(text);
    private readonly Queue<(string End, bool HasTabs)> _documents = new();

    internal IEnumerable<ShellToken> Tokens()
    {
        string? previous = null;
        for (int position = SkipBlanks(0); position < text.Length; position = SkipBlanks(position))
        {
            string? symbol = Operators.FirstOrDefault(symbol => string.CompareOrdinal(text, position, symbol, 0, symbol.Length) == 0);
            ShellToken token = new(position, symbol, symbol is null ? _words.Read(position) : null);
            if (token.Word is ShellWord word && previous is "<<" or "<<-") _documents.Enqueue((token.Word!.Text, previous == "<<-"));
            previous = symbol;
            position = token.Word?.End ?? position + symbol!.Length;
            if (symbol == ShellToken.EndOfLine) position = SkipDocuments(position);
            yield return token;
        }
    }

    private int SkipBlanks(int position)
    {
        while (position < text.Length)
        {
            if (text[position] is ' ' or '\t') position++;
            else if (IsContinuation(text, position)) position += 2;
            else if (text[position] == '#') position = EndOfLine(position);
            else break;
        }

        return position;
    }

    internal static bool IsContinuation(string text, int position) =>
        text[position] == '\\' && position + 1 < text.Length && text[position + 1] == '\n';

    private int EndOfLine(int position)
    {
        int end = text.IndexOf('\n', position);
        return end < 0 ? text.Length : end;
    }

    private int SkipDocuments(int position)
    {
        while (_documents.TryDequeue(out (string End, bool HasTabs) document))
        {
            while (position < text.Length)
            {
                int end = EndOfLine(position);
                string line = text[position..end];
                position = Math.Min(end + 1, text.Length);
                if ((document.HasTabs ? line.TrimStart('\t') : line) == document.End) break;
            }
        }

        return position;
    }
}
