using System.Buffers;

namespace GpuPassthrough.Libvirt.Document;

/// <summary>Cuts a document into nodes without losing a character. The text was found well-formed before, and has no DTD.</summary>
internal sealed class DomainScanner(string text)
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n=/>");

    private const int LongestKept = 32;

    // Names, quotes' contents and indentations come again and again: each is made once, as far as places do not clash.
    private readonly string?[] _kept = new string?[512];

    private int _at;

    /// <summary>The nodes of the document: what is before the root, the root, what is after it.</summary>
    internal List<DomainNode> Scan()
    {
        List<DomainNode> top = [];
        Stack<DomainElement> open = new();
        while (_at < text.Length)
        {
            if (text[_at] != '<') Add(new DomainTextNode(TakeTo(text.IndexOf('<', _at))), open, top);
            else if (Starts("<!--")) Add(new DomainTextNode(TakePast("-->")), open, top);
            else if (Starts("<![CDATA[")) Add(new DomainTextNode(TakePast("]]>")), open, top);
            else if (Starts("<?")) Add(new DomainTextNode(TakePast("?>")), open, top);
            else if (Starts("</")) Close(open.Pop());
            else Open(open, top);
        }

        return top;
    }

    private static void Add(DomainNode node, Stack<DomainElement> open, List<DomainNode> top)
    {
        if (open.TryPeek(out DomainElement? parent)) parent.Append(node);
        else top.Add(node);
    }

    private void Open(Stack<DomainElement> open, List<DomainNode> top)
    {
        _at++;
        DomainElement element = new(TakeName());
        Add(element, open, top);
        string lead = TakeBlank();
        while (text[_at] is not ('>' or '/'))
        {
            element.Append(TakeAttribute(lead));
            lead = TakeBlank();
        }

        element.TagTail = lead;
        element.IsEmptyTag = text[_at] == '/';
        _at += element.IsEmptyTag ? 2 : 1;
        if (!element.IsEmptyTag) open.Push(element);
    }

    private void Close(DomainElement element)
    {
        _at += 2 + element.Name.Length;
        element.EndTail = TakeBlank();
        _at++;
    }

    private DomainAttribute TakeAttribute(string lead)
    {
        string name = TakeName();
        int start = _at;
        _ = TakeBlank();
        _at++;
        _ = TakeBlank();
        string equal = Keep(text.AsSpan(start, _at - start));
        char quote = text[_at++];
        string raw = TakeTo(text.IndexOf(quote, _at));
        _at++;
        return new DomainAttribute { Lead = lead, Name = name, Equal = equal, Quote = quote, Raw = raw };
    }

    private bool Starts(string mark) => string.CompareOrdinal(text, _at, mark, 0, mark.Length) == 0;

    private string TakeName()
    {
        int length = text.AsSpan(_at).IndexOfAny(NameEnds);
        return TakeTo(_at + length);
    }

    private string TakeBlank()
    {
        int length = text.AsSpan(_at).IndexOfAnyExcept(" \t\r\n");
        return TakeTo(_at + length);
    }

    private string TakePast(string mark) => TakeTo(text.IndexOf(mark, _at, StringComparison.Ordinal) + mark.Length);

    private string TakeTo(int end)
    {
        int start = _at;
        _at = end < 0 ? text.Length : end;
        return Keep(text.AsSpan(start, _at - start));
    }

    private string Keep(ReadOnlySpan<char> part)
    {
        if (part.IsEmpty) return "";
        if (part.Length > LongestKept) return part.ToString();
        int place = ((part.Length * 31) + (part[0] * 7) + (part[^1] * 13) + part[part.Length / 2]) % _kept.Length;
        if (_kept[place] is string kept && part.SequenceEqual(kept)) return kept;
        return _kept[place] = part.ToString();
    }
}
