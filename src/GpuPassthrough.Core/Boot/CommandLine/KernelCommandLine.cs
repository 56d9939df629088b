namespace GpuPassthrough.Boot.CommandLine;

/// <summary>
/// A kernel command line as text and as arguments, read by the rules of next_arg() in lib/cmdline.c. Editing keeps every
/// byte that is not part of an argument edited. The kernel reads bytes: where others than ASCII may occur, give them as one
/// character each (Latin-1).
/// </summary>
internal sealed class KernelCommandLine
{
    // Words and the white space between them, in turn; joined they are the text.
    private readonly IReadOnlyList<string> _pieces;

    // Where the arguments stand among the pieces.
    private readonly IReadOnlyList<int> _places;

    private KernelCommandLine(IReadOnlyList<string> pieces)
    {
        _pieces = pieces;
        _places = [.. Enumerable.Range(0, pieces.Count).Where(index => CommandLineText.IsWord(pieces[index])).TakeWhile(index => !IsEnd(pieces[index]))];
        Tokens = [.. _places.Select(place => KernelToken.Parse(pieces[place]))];
    }

    /// <summary>The arguments for the kernel: those before <c>--</c>, what follows goes to init.</summary>
    internal IReadOnlyList<KernelToken> Tokens { get; }

    /// <summary>False where a double quote is left open: the kernel takes all that follows for one word.</summary>
    internal bool IsClosed => _pieces.All(CommandLineText.IsClosed);

    /// <summary>Where <c>--</c> begins in the text; -1 when there is none.</summary>
    internal int End => _pieces.FirstOrDefault(piece => CommandLineText.IsWord(piece) && IsEnd(piece)) is null ? -1 : Offset(EndOfArguments());

    internal static KernelCommandLine Parse(string text) => new([.. CommandLineText.Split(text)]);

    /// <summary>The last argument of this name, which counts where one value is taken; null when there is none.</summary>
    internal KernelToken? Find(string name) => Tokens.LastOrDefault(token => token.Is(name));

    /// <summary>Where an argument begins in the text.</summary>
    internal int Start(int token) => Offset(_places[token]);

    /// <summary>The command line with wishes fulfilled, one after the other; the same text where all is so already.</summary>
    internal KernelCommandLine With(IEnumerable<ArgumentEdit> edits) => edits.Aggregate(this, (line, edit) => line.With(edit));

    internal KernelCommandLine With(ArgumentEdit edit) =>
        edit.Changes(Tokens).OrderByDescending(change => change.Index).Aggregate(this, (line, change) => line.With(change));

    /// <summary>The command line with one argument replaced, taken out, or put behind the others.</summary>
    internal KernelCommandLine With(TokenChange change)
    {
        if (change.Index == Tokens.Count) return change.Token is KernelToken added ? Add(added) : this;
        return change.Token is KernelToken token ? Replace(_places[change.Index], token) : Drop(_places[change.Index]);
    }

    public override string ToString() => string.Concat(_pieces);

    // Also in quotes: next_arg() has taken them off by then (parse_args in kernel/params.c).
    private static bool IsEnd(string word) => KernelToken.Parse(word) is { Value: null, Name: CommandLineText.EndOfArguments };

    private int Offset(int piece) => _pieces.Take(piece).Sum(text => text.Length);

    private int EndOfArguments()
    {
        int index = 0;
        while (index < _pieces.Count && !(CommandLineText.IsWord(_pieces[index]) && IsEnd(_pieces[index]))) index++;
        return index;
    }

    private KernelCommandLine Replace(int place, KernelToken token)
    {
        List<string> pieces = [.. _pieces];
        pieces[place] = token.Text;
        return new KernelCommandLine(pieces);
    }

    // With the word goes the white space before it; with the first word that after it; a word alone leaves all white space.
    private KernelCommandLine Drop(int place)
    {
        List<string> pieces = [.. _pieces];
        bool isFirst = !pieces.Take(place).Any(CommandLineText.IsWord);
        bool isLast = !pieces.Skip(place + 1).Any(CommandLineText.IsWord);
        pieces.RemoveAt(place);
        if (!isFirst) pieces.RemoveAt(place - 1);
        else if (!isLast) pieces.RemoveAt(place);
        return new KernelCommandLine(pieces);
    }

    private KernelCommandLine Add(KernelToken token)
    {
        List<string> pieces = [.. _pieces];

        // A word with an open quote would take in whatever comes behind it.
        IEnumerable<int> closed = _places.Where(place => CommandLineText.IsClosed(pieces[place]));
        if (closed.Any()) pieces.InsertRange(closed.Last() + 1, [" ", token.Text]);
        else if (pieces.FindIndex(CommandLineText.IsWord) is >= 0 and int first) pieces.InsertRange(first, [token.Text, " "]);
        else pieces.Insert(0, token.Text);
        return new KernelCommandLine(pieces);
    }
}
