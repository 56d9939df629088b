using GpuPassthrough.Tests.Conventions.Source;

namespace GpuPassthrough.Tests.Conventions;

/// <summary>
/// The names of messages that sources ask for: what is passed first to Messages.Format or Messages.Find, or to a method
/// or constructor that passes its first parameter on to one of them.
/// </summary>
internal sealed class ErrorIds
{
    private readonly HashSet<string> _exceptions = ["PassthroughException"];
    private readonly IReadOnlyList<SourceFile> _files;

    internal ErrorIds(IReadOnlyList<SourceFile> files)
    {
        _files = files;
        int known;
        do
        {
            known = _exceptions.Count;
            _exceptions.UnionWith(_files.Select(Exception).OfType<string>());
        }
        while (_exceptions.Count > known);
    }

    /// <summary>Names asked for anywhere, with the place.</summary>
    internal IEnumerable<(string Name, string Place)> Messages =>
        from file in _files
        let takers = Forwarders(file)
        from index in Enumerable.Range(0, file.Tokens.Count)
        where IsMessageCall(file, index) || (file.Tokens[index].Is("(") && index > 0 && takers.Contains(file.Tokens[index - 1].Text))
        from text in Texts(file, index)
        select text;

    /// <summary>Names that become the ids of our exceptions, with the place.</summary>
    internal IEnumerable<(string Name, string Place)> Exceptions =>
        from file in _files
        let isException = Exception(file) is not null
        from index in Enumerable.Range(0, file.Tokens.Count)
        where file.Tokens[index].Is("(") && index > 0 && IsConstruction(file, index - 1, isException)
        from text in Texts(file, index)
        select text;

    internal IReadOnlyCollection<string> ExceptionTypes => _exceptions;

    private static IEnumerable<(string Name, string Place)> Texts(SourceFile file, int open) =>
        file.FirstArgument(open).Where(token => token.Kind == TokenKind.Text).Select(token => (token.Text, $"{file.Path}:{token.Line}"));

    private static bool IsMessageCall(SourceFile file, int open) =>
        open >= 3 && file.Tokens[open].Is("(") && (file.Tokens[open - 1].Is("Format") || file.Tokens[open - 1].Is("Find")) && file.Tokens[open - 2].Is(".") && file.Tokens[open - 3].Is("Messages");

    // Method(string name, ...) whose name goes on as the first argument.
    private static HashSet<string> Forwarders(SourceFile file)
    {
        HashSet<string> names = [];
        for (int open = 0; open < file.Tokens.Count; open++)
        {
            if (!IsMessageCall(file, open)) continue;
            Token parameter = file.Tokens[open + 1];
            for (int back = open; parameter.Kind == TokenKind.Word && back >= 3; back--)
            {
                if (!file.Tokens[back].Is(parameter.Text) || !file.Tokens[back - 1].Is("string") || !file.Tokens[back - 2].Is("(")) continue;
                names.Add(file.Tokens[back - 3].Text);
                break;
            }
        }

        return names;
    }

    // In an exception's file: base(...), this(...) and the short new(...); anywhere: new OneOfOurs(...), class A(...) : OneOfOurs(...).
    private bool IsConstruction(SourceFile file, int before, bool isException)
    {
        Token token = file.Tokens[before];
        if (token.Is("base") || token.Is("this") || token.Is("new")) return isException;
        return _exceptions.Contains(token.Text) && before > 0 && (file.Tokens[before - 1].Is("new") || file.Tokens[before - 1].Is(":"));
    }

    /// <summary>The class of the file when it extends one of our exceptions.</summary>
    private string? Exception(SourceFile file)
    {
        for (int index = 0; index + 3 < file.Tokens.Count; index++)
        {
            if (!file.Tokens[index].Is("class")) continue;
            int colon = index + 2;
            if (file.Tokens[colon].Is("("))
            {
                while (!file.Tokens[colon - 1].Is(")")) colon++;
            }

            bool isOurs = file.Tokens[colon].Is(":") && _exceptions.Contains(file.Tokens[colon + 1].Text);
            return isOurs ? file.Tokens[index + 1].Text : null;
        }

        return null;
    }
}
