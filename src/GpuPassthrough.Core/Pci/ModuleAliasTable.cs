using System.Collections.Concurrent;
using System.Text;

namespace GpuPassthrough.Pci;

/// <summary>
/// The PCI patterns of one source, in the source's order, found by vendor and device: a kernel has some twenty thousand
/// of them, and a function is matched by three.
/// </summary>
internal sealed class ModuleAliasTable
{
    private readonly List<(ModuleAlias Alias, string Module)> _entries = [];
    private readonly Dictionary<(uint? Vendor, uint? Device), List<int>> _byId = [];
    private readonly ConcurrentDictionary<(HardwareId, ushort?, ushort?, PciClass), string[]> _known = new();

    /// <summary>depmod's modules.alias: <c>alias PATTERN MODULE</c> lines, sorted by the order of modules that udev loads them in.</summary>
    internal static ModuleAliasTable ParseText(byte[] text)
    {
        ModuleAliasTable table = new();
        string last = string.Empty;
        ReadOnlySpan<byte> rest = text;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (!line.StartsWith("alias pci:"u8)) continue;
            line = line["alias "u8.Length..];
            int space = line.IndexOf((byte)' ');
            if (space > 0) table.Add(line[..space], ModuleName(line[(space + 1)..].Trim(" \t\r"u8), ref last));
        }

        return table;
    }

    /// <summary>modules.builtin.modinfo: <c>module.key=value</c> texts, each closed by NUL, of what is built into the kernel.</summary>
    internal static ModuleAliasTable ParseBuiltin(byte[] text)
    {
        List<(byte[] Pattern, string Module)> found = [];
        string last = string.Empty;
        ReadOnlySpan<byte> rest = text;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)0);
            ReadOnlySpan<byte> record = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            int dot = record.IndexOf((byte)'.');
            if (dot > 0 && record[dot..].StartsWith(".alias=pci:"u8)) found.Add((record[(dot + ".alias=".Length)..].ToArray(), ModuleName(record[..dot], ref last)));
        }

        // kmod finds built-in modules through an index without priorities, which yields its patterns from last to first.
        ModuleAliasTable table = new();
        foreach ((byte[] pattern, string module) in found.OrderByDescending(entry => Encoding.UTF8.GetString(entry.Pattern), StringComparer.Ordinal)) table.Add(pattern, module);
        return table;
    }

    internal void Add(ReadOnlySpan<byte> pattern, string module)
    {
        ModuleAlias alias = ModuleAlias.Parse(pattern);
        (uint?, uint?) key = alias.Vendor is null ? (null, null) : (alias.Vendor, alias.Device);
        if (!_byId.TryGetValue(key, out List<int>? numbers)) _byId[key] = numbers = [];
        numbers.Add(_entries.Count);
        _entries.Add((alias, module));
    }

    /// <summary>The modules whose patterns match, in order, each once.</summary>
    internal string[] Find(in PciDeviceFacts facts)
    {
        (HardwareId, ushort?, ushort?, PciClass) key = (facts.Id, facts.SubsystemVendor, facts.SubsystemDevice, facts.Class);
        return _known.TryGetValue(key, out string[]? known) ? known : _known[key] = Search(facts);
    }

    private string[] Search(in PciDeviceFacts facts)
    {
        List<int> matches = [];
        Collect((facts.Vendor, facts.Device), facts, matches);
        Collect((facts.Vendor, null), facts, matches);
        Collect((null, null), facts, matches);
        matches.Sort();
        return [.. matches.Select(number => _entries[number].Module).Distinct()];
    }

    private void Collect((uint?, uint?) key, in PciDeviceFacts facts, List<int> matches)
    {
        if (!_byId.TryGetValue(key, out List<int>? numbers)) return;
        foreach (int number in numbers)
        {
            if (_entries[number].Alias.Matches(facts)) matches.Add(number);
        }
    }

    // Lines of one module follow each other: one text for all of them.
    private static string ModuleName(ReadOnlySpan<byte> name, ref string last)
    {
        if (!Ascii.Equals(name, last)) last = ModuleIndex.Normalize(Encoding.UTF8.GetString(name));
        return last;
    }
}
