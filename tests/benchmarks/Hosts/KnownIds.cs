using System.Globalization;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Benchmarks.Hosts;

/// <summary>The hardware IDs of an installed pci.ids; numbers at random when there is none.</summary>
internal sealed class KnownIds
{
    private static readonly string[] Places = ["/usr/share/hwdata/pci.ids", "/usr/share/misc/pci.ids", "/usr/share/pci.ids", "/var/lib/pciutils/pci.ids"];

    private readonly List<HardwareId> _all = [];
    private readonly ILookup<ushort, HardwareId> _byVendor;

    internal KnownIds()
    {
        Path = Places.FirstOrDefault(File.Exists);
        if (Path is null) Invent();
        else Read(File.ReadLines(Path));
        _byVendor = _all.ToLookup(id => id.Vendor);
    }

    /// <summary>The file, or null.</summary>
    internal string? Path { get; }

    internal HardwareId Pick(Random random) => _all[random.Next(_all.Count)];

    internal HardwareId PickOf(ushort vendor, Random random)
    {
        HardwareId[] own = [.. _byVendor[vendor]];
        return own.Length > 0 ? own[random.Next(own.Length)] : new HardwareId(vendor, (ushort)random.Next(0x10000));
    }

    private void Read(IEnumerable<string> lines)
    {
        ushort? vendor = null;
        foreach (string line in lines)
        {
            if (line.StartsWith('#') || line.Length < 5) continue;
            if (line[0] != '\t') vendor = Number(line);
            else if (line[1] != '\t' && vendor is ushort known && Number(line[1..]) is ushort device) _all.Add(new HardwareId(known, device));
        }
    }

    private void Invent()
    {
        Random random = new(1);
        for (int i = 0; i < 18000; i++) _all.Add(new HardwareId((ushort)(0x1000 + random.Next(2000)), (ushort)random.Next(0x10000)));
    }

    // A class begins with "C " and is no vendor.
    private static ushort? Number(string text) =>
        text[4] == ' ' && ushort.TryParse(text.AsSpan(0, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort number) ? number : null;
}
