using System.Text;

namespace GpuPassthrough.Boot.CommandLine;

/// <summary>
/// A kernel command line as text and as arguments, read by the rules of next_arg() in lib/cmdline.c. Editing keeps every
/// byte that is not part of an argument edited.
/// </summary>
internal sealed class KernelCommandLine
{
    // Words and the white space between them, alternating; joined they are the text.
    private readonly IReadOnlyList<string> _pieces;

    private KernelCommandLine(IReadOnlyList<string> pieces)
    {
        _pieces = pieces;
        Tokens = [.. pieces.Where(IsWord).TakeWhile(piece => piece != "--").Select(KernelToken.Parse)];
    }

    /// <summary>The arguments for the kernel: those before <c>--</c>, what follows goes to init.</summary>
    internal IReadOnlyList<KernelToken> Tokens { get; }

    internal static KernelCommandLine Parse(string text) => new([.. Split(text)]);

    /// <summary>The last argument of this name, which counts where one value is taken; null when there is none.</summary>
    internal KernelToken? Find(string name) => Tokens.LastOrDefault(token => token.Is(name));

    /// <summary>The command line with wishes fulfilled, one after the other; the same text where all is so already.</summary>
    internal KernelCommandLine With(IEnumerable<ArgumentEdit> edits) => edits.Aggregate(this, (line, edit) => line.With(edit));

    internal KernelCommandLine With(ArgumentEdit edit) => edit.Kind switch
    {
        ArgumentEditKind.Set => Put(edit.Name, edit.Value),
        ArgumentEditKind.Append => Put(edit.Name, ValueList.Union(Values(edit.Name), edit.Value)),
        ArgumentEditKind.TakeOut => TakeOut(edit.Name, edit.Value),
        _ => Drop(edit.Name, keep: null),
    };

    public override string ToString() => string.Concat(_pieces);

    private IEnumerable<string?> Values(string name) => Tokens.Where(token => token.Is(name)).Select(token => token.Value);

    private KernelCommandLine TakeOut(string name, string? values)
    {
        KernelCommandLine line = this;
        foreach (KernelToken token in Tokens.Where(token => token.Is(name)))
        {
            string? left = ValueList.Without(token.Value, values);
            if (left == token.Value) continue;
            int index = line.IndexOf(token);
            line = left is null ? line.DropAt(index) : line.ReplaceAt(index, KernelToken.Of(token.Name, left));
        }

        return line;
    }

    private KernelCommandLine Put(string name, string? value)
    {
        KernelToken? last = Find(name);
        if (last is null) return Add(KernelToken.Of(name, value));
        KernelCommandLine line = last.Value == value ? this : ReplaceAt(IndexOf(last), KernelToken.Of(last.Name, value));
        return line.Drop(name, keep: line.Find(name));
    }

    private KernelCommandLine Drop(string name, KernelToken? keep)
    {
        KernelCommandLine line = this;
        foreach (KernelToken token in Tokens.Where(token => token.Is(name) && !ReferenceEquals(token, keep))) line = line.DropAt(line.IndexOf(token));
        return line;
    }

    // Equal words are the same argument twice: the last one is found, the earlier ones are dropped one by one.
    private int IndexOf(KernelToken token)
    {
        int end = EndOfKernelWords();
        for (int index = end - 1; index >= 0; index--)
        {
            if (_pieces[index] == token.Text) return index;
        }

        throw new InvalidOperationException($"'{token.Text}' is not on the command line.");
    }

    private int EndOfKernelWords()
    {
        for (int index = 0; index < _pieces.Count; index++)
        {
            if (_pieces[index] == "--") return index;
        }

        return _pieces.Count;
    }

    private KernelCommandLine ReplaceAt(int index, KernelToken token)
    {
        List<string> pieces = [.. _pieces];
        pieces[index] = token.Text;
        return new KernelCommandLine(pieces);
    }

    // With the word goes the white space before it; with the first word that after it.
    private KernelCommandLine DropAt(int index)
    {
        List<string> pieces = [.. _pieces];
        bool isFirst = !pieces.Take(index).Any(IsWord);
        pieces.RemoveAt(index);
        int space = isFirst ? index : index - 1;
        if (space >= 0 && space < pieces.Count && !IsWord(pieces[space])) pieces.RemoveAt(space);
        return new KernelCommandLine(pieces);
    }

    private KernelCommandLine Add(KernelToken token)
    {
        List<string> pieces = [.. _pieces];
        int end = EndOfKernelWords();
        int last = pieces.FindLastIndex(end - 1, end, IsWord);
        if (last >= 0) pieces.InsertRange(last + 1, [" ", token.Text]);
        else if (end < pieces.Count) pieces.InsertRange(end, [token.Text, " "]);
        else pieces.Add(token.Text);
        return new KernelCommandLine(pieces);
    }

    private static bool IsWord(string piece) => piece.Length > 0 && !IsSpace(piece[0]);

    private static IEnumerable<string> Split(string text)
    {
        StringBuilder piece = new();
        bool isQuoted = false;
        foreach (char character in text)
        {
            bool isBoundary = piece.Length > 0 && !isQuoted && IsSpace(character) == IsWord(piece.ToString(0, 1));
            if (isBoundary)
            {
                yield return piece.ToString();
                piece.Clear();
            }

            if (character == '"') isQuoted = !isQuoted;
            piece.Append(character);
        }

        if (piece.Length > 0) yield return piece.ToString();
    }

    // isspace() of lib/ctype.c in ASCII; the kernel takes the no-break space for one too, but text files hold it as UTF-8.
    private static bool IsSpace(char character) => character is ' ' or (>= '\t' and <= '\r');
}
