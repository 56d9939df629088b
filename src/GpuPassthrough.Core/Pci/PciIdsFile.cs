using System.Collections.Concurrent;
using System.Text;

namespace GpuPassthrough.Pci;

/// <summary>
/// The text of pci.ids (pci.ids(5)): vendors at the start of a line, their devices behind one tab, boards behind two;
/// classes likewise behind <c>C</c>. Vendors are indexed at once, the rest when first asked for.
/// </summary>
internal sealed class PciIdsFile
{
    private readonly byte[] _text;
    private readonly Dictionary<uint, Range> _blocks;
    private readonly ConcurrentDictionary<uint, Dictionary<uint, Range>> _children = new();
    private readonly ConcurrentDictionary<int, string> _names = new();
    private readonly ConcurrentDictionary<HardwareId, string?> _fullNames = new();

    private PciIdsFile(byte[] text, Dictionary<uint, Range> blocks)
    {
        _text = text;
        _blocks = blocks;
    }

    // Classes share the table with vendors: their keys start above all vendors'.
    private const uint ClassKey = 0x10000;

    internal static PciIdsFile Parse(byte[] text)
    {
        Dictionary<uint, Range> blocks = [];
        uint? key = null;
        int start = 0;
        for (int line = 0; line < text.Length; line = NextLine(text, line))
        {
            if (text[line] is (byte)'\t' or (byte)'#' or (byte)'\n' or (byte)'\r') continue;
            if (key is uint previous) blocks.TryAdd(previous, start..line);
            key = Key(text.AsSpan(line));
            start = line;
        }

        if (key is uint last) blocks.TryAdd(last, start..text.Length);
        return new PciIdsFile(text, blocks);
    }

    internal string? Vendor(ushort vendor) => _blocks.TryGetValue(vendor, out Range block) ? Name(block, 4) : null;

    /// <summary>Vendor and device in words; the device's number where only the vendor is known; null where neither is.</summary>
    internal string? FullName(HardwareId id) => _fullNames.TryGetValue(id, out string? name) ? name : _fullNames[id] = MakeFullName(id);

    internal string? Device(HardwareId id) => Child(id.Vendor, id.Device) is Range block ? Name(block, 5) : null;

    internal string? Class(PciClass code)
    {
        if (Child(ClassKey | code.Base, code.Sub) is Range sub) return Name(sub, 3);
        return _blocks.TryGetValue(ClassKey | code.Base, out Range block) ? Name(block, 4) : null;
    }

    internal string? Subsystem(HardwareId id, HardwareId board)
    {
        if (Child(id.Vendor, id.Device) is not Range block) return null;
        byte[] wanted = Encoding.ASCII.GetBytes($"\t\t{HexText.Word(board.Vendor)} {HexText.Word(board.Device)}");
        for (int line = NextLine(_text, block.Start.Value); line < block.End.Value; line = NextLine(_text, line))
        {
            if (_text.AsSpan(line).StartsWith(wanted)) return Name(line..block.End, wanted.Length);
        }

        return null;
    }

    private string? MakeFullName(HardwareId id) =>
        Vendor(id.Vendor) is string vendor ? vendor + " " + (Device(id) ?? "Device " + HexText.Word(id.Device)) : null;

    private Range? Child(uint parent, uint key)
    {
        if (!_blocks.TryGetValue(parent, out Range block)) return null;
        if (!_children.TryGetValue(parent, out Dictionary<uint, Range>? children)) _children[parent] = children = Index(block);
        return children.TryGetValue(key, out Range child) ? child : null;
    }

    private Dictionary<uint, Range> Index(Range block)
    {
        Dictionary<uint, Range> children = [];
        uint? key = null;
        int start = 0;
        for (int line = NextLine(_text, block.Start.Value); line < block.End.Value; line = NextLine(_text, line))
        {
            if (_text[line] != '\t' || line + 1 >= _text.Length || _text[line + 1] == '\t') continue;
            if (key is uint previous) children.TryAdd(previous, start..line);
            key = Number(_text.AsSpan(line + 1));
            start = line;
        }

        if (key is uint last) children.TryAdd(last, start..block.End);
        return children;
    }

    private string Name(Range block, int skip) =>
        _names.TryGetValue(block.Start.Value, out string? name) ? name : _names[block.Start.Value] = ReadName(block.Start.Value, skip);

    private string ReadName(int start, int skip)
    {
        ReadOnlySpan<byte> line = _text.AsSpan(start);
        int end = line.IndexOf((byte)'\n');
        if (end >= 0) line = line[..end];
        return Encoding.UTF8.GetString(line[Math.Min(skip, line.Length)..].Trim(" \t\r"u8));
    }

    private static uint? Key(ReadOnlySpan<byte> line) =>
        line.StartsWith("C "u8) ? Number(line[2..]) | ClassKey : Number(line);

    private static uint? Number(ReadOnlySpan<byte> text)
    {
        int digits = text.IndexOfAny(" \t\r\n"u8);
        return HexText.TryParse(digits < 0 ? text : text[..digits], 4, out uint value) ? value : null;
    }

    private static int NextLine(byte[] text, int start)
    {
        int length = text.AsSpan(start).IndexOf((byte)'\n');
        return length < 0 ? text.Length : start + length + 1;
    }
}
