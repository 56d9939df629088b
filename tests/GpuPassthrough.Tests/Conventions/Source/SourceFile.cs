using System.Text.RegularExpressions;

namespace GpuPassthrough.Tests.Conventions.Source;

/// <summary>A C# file of the product, as tokens.</summary>
internal sealed class SourceFile
{
    internal SourceFile(string path, string text)
    {
        Path = path;
        Tokens = Lexer.Read(text);
        Lines = text.Count(character => character == '\n');
    }

    /// <summary>The path below the repository, with forward slashes.</summary>
    internal string Path { get; }

    internal IReadOnlyList<Token> Tokens { get; }

    internal int Lines { get; }

    /// <summary>The folder below the project's, with dots: "Host", or "" for files beside the project file.</summary>
    internal string Folder => string.Join('.', Path.Split('/')[2..^1]);

    /// <summary>The part of the product that the file belongs to: the first folder.</summary>
    internal string Part => Folder.Split('.')[0];

    internal string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    internal IEnumerable<Token> Texts => Tokens.Where(token => token.Kind == TokenKind.Text);

    /// <summary>The namespace that the file declares.</summary>
    internal string? Namespace
    {
        get
        {
            int start = Tokens.ToList().FindIndex(token => token.Is("namespace"));
            return start < 0 ? null : string.Concat(Tokens.Skip(start + 1).TakeWhile(token => !token.Is(";") && !token.Is("{")).Select(token => token.Text));
        }
    }

    /// <summary>The parts of the product that the file names, as GpuPassthrough.Part, in a using directive or elsewhere.</summary>
    internal IEnumerable<(string Part, int Line)> NamedParts()
    {
        string code = string.Join(' ', Tokens.Select(token => token.Kind == TokenKind.Text ? "\"\"" : token.Text));
        int[] lines = [.. Tokens.SelectMany(token => Enumerable.Repeat(token.Line, (token.Kind == TokenKind.Text ? 2 : token.Text.Length) + 1))];
        foreach (Match match in Regex.Matches(code, @"(?<!namespace |\. )\bGpuPassthrough \. (\w+)"))
        {
            yield return (match.Groups[1].Value, lines[match.Index]);
        }
    }

    /// <summary>The first argument of the call whose opening parenthesis is at <paramref name="open"/>.</summary>
    internal IEnumerable<Token> FirstArgument(int open)
    {
        int depth = 0;
        for (int index = open + 1; index < Tokens.Count; index++)
        {
            Token token = Tokens[index];
            if (token.Kind == TokenKind.Mark && token.Text is "(" or "[" or "{") depth++;
            if (token.Kind == TokenKind.Mark && token.Text is ")" or "]" or "}" && --depth < 0) yield break;
            if (depth == 0 && token.Is(",")) yield break;
            yield return token;
        }
    }
}
