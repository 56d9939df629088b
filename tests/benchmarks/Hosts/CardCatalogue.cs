namespace GpuPassthrough.Benchmarks.Hosts;

/// <summary>Some hundred cards with vendors and devices of the real pci.ids; the same ones in each run.</summary>
internal sealed class CardCatalogue
{
    private const int Size = 400;

    private static readonly string?[] GraphicsDrivers = ["nouveau", "vfio-pci", "amdgpu", null];

    private readonly KnownIds _ids;
    private readonly Random _random = new(20);
    private readonly Card[] _cards;
    private int _next;

    internal CardCatalogue(KnownIds ids)
    {
        _ids = ids;
        HostBridge = Model(0x8086, 0x060000, null);
        RootPort = Model(0x8086, 0x060400, "pcieport") with { Subsystem = default };
        _cards = [.. Enumerable.Range(0, Size).Select(Make)];
    }

    internal FunctionModel HostBridge { get; }

    internal FunctionModel RootPort { get; }

    internal Card Next() => _cards[_next++ % Size];

    private Card Make(int number) => (number % 7) switch
    {
        0 => Same(0x10de, [0x030000, 0x040300], GraphicsDrivers[number % 4], "snd_hda_intel"),
        1 => Same(0x10de, [0x030000, 0x040300, 0x0c0330, 0x0c8000], "nouveau", "snd_hda_intel", "xhci_hcd", "nvidia-gpu"),
        2 => Copies(0x8086, 0x020000, 4, "igb"),
        3 => Copies(0x144d, 0x010802, 1, "nvme"),
        4 => Copies(0x1000, 0x010700, 1, "mpt3sas"),
        5 => Virtual(),
        _ => Copies(0x1002, number % 2 == 0 ? 0x030200u : 0x038000, 1, GraphicsDrivers[number % 4]),
    };

    private Card Same(ushort vendor, uint[] classes, params string?[] drivers) =>
        new([.. classes.Select((code, index) => Model(vendor, code, drivers[index]))], HasOwnGroups: false);

    private Card Copies(ushort vendor, uint code, int count, string? driver) =>
        new([.. Enumerable.Repeat(Model(vendor, code, driver), count)], HasOwnGroups: false);

    // A network card with SR-IOV: the physical function and fifteen virtual ones, half of them stubbed.
    private Card Virtual()
    {
        FunctionModel physical = Model(0x15b3, 0x020000, "mlx5_core");
        FunctionModel copy = Model(0x15b3, 0x020000, "mlx5_core");
        return new([physical, .. Enumerable.Range(0, 15).Select(index => copy with { Driver = index % 2 == 0 ? "vfio-pci" : "mlx5_core" })], HasOwnGroups: true);
    }

    private FunctionModel Model(ushort vendor, uint code, string? driver) =>
        new(_ids.PickOf(vendor, _random), _ids.Pick(_random), code, (byte)_random.Next(0, 0xc0), driver);
}
