using System.Text;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>
/// The text of 01-vfio-pci.conf: our stubs in a block between two marker lines, and whatever else somebody wrote there,
/// which stays byte for byte. A file made by following the tutorial is such a text without a block.
/// </summary>
internal sealed class StubFile
{
    private const string Begin = "# GpuPassthrough: begin. Set-VfioStub writes what stands until the end mark, Remove-VfioStub takes it out.";
    private const string End = "# GpuPassthrough: end";
    private const string BuiltIn = "# vfio-pci is built into the kernel, so no softdep is needed.";
    private const string MarkBegin = "# GpuPassthrough: begin";

    private readonly string _before;
    private readonly string _after;
    private readonly string _lineEnd;

    private StubFile(string before, string after, IReadOnlyList<StubRecord> stubs)
    {
        _before = before;
        _after = after;
        _lineEnd = before.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        Stubs = stubs;
    }

    /// <summary>The stubs of ours.</summary>
    internal IReadOnlyList<StubRecord> Stubs { get; }

    /// <summary>The lines that are not ours.</summary>
    internal IEnumerable<string> OtherLines => (_before + _after).Split('\n').Select(line => line.TrimEnd('\r'));

    /// <exception cref="VfioStubException">It holds a begin mark without an end mark, or a line between them that is none of ours.</exception>
    internal static StubFile Parse(byte[]? content, string path)
    {
        string text = Encoding.UTF8.GetString(content ?? []);
        int begin = text.StartsWith(MarkBegin, StringComparison.Ordinal) ? 0 : text.IndexOf("\n" + MarkBegin, StringComparison.Ordinal) + 1;
        if (begin == 0 && !text.StartsWith(MarkBegin, StringComparison.Ordinal)) return new StubFile(text, string.Empty, []);
        int end = text.IndexOf("\n" + End, begin, StringComparison.Ordinal);
        if (end < 0) throw VfioStubException.BlockOpen($"{path}:{text[..begin].Count(character => character == '\n') + 1}");
        int rest = text.IndexOf('\n', end + 1);
        return new StubFile(text[..begin], rest < 0 ? string.Empty : text[(rest + 1)..], Records(text[begin..end], path, text[..begin].Count(character => character == '\n')));
    }

    /// <summary>The text with these stubs in place of those it has; null when nothing is left in it.</summary>
    internal byte[]? With(IReadOnlyList<StubRecord> stubs, bool isModule)
    {
        string text = stubs.Count == 0 ? _before + _after : Block(stubs, isModule);
        return text.Length == 0 ? null : Encoding.UTF8.GetBytes(text);
    }

    private string Block(IReadOnlyList<StubRecord> stubs, bool isModule)
    {
        IEnumerable<StubRecord> ordered = stubs.OrderBy(stub => stub.Address);
        IEnumerable<string> notes = isModule ? [] : [BuiltIn];
        IEnumerable<string> lines = [Begin, .. ordered.Select(stub => stub.ToString()), .. notes, .. StubText.Lines([.. ordered], isModule, SoftdepModules()), End];
        bool needsEnd = _before.Length > 0 && _before[^1] != '\n';
        return _before + (needsEnd ? _lineEnd : string.Empty) + string.Concat(lines.Select(line => line + _lineEnd)) + _after;
    }

    private HashSet<string> SoftdepModules() =>
        [.. OtherLines.Select(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is ["softdep", _, "pre:", "vfio-pci" or "vfio_pci", ..])
            .Select(words => ModuleIndex.Normalize(words[1]))];

    private static List<StubRecord> Records(string block, string path, int line)
    {
        List<StubRecord> records = [];
        foreach (string text in block.Split('\n').Select(text => text.TrimEnd('\r')))
        {
            line++;
            if (!text.StartsWith("# stub ", StringComparison.Ordinal)) continue;
            records.Add(StubRecord.Parse(text) ?? throw VfioStubException.RecordUnread($"{path}:{line}", text));
        }

        return records;
    }
}
