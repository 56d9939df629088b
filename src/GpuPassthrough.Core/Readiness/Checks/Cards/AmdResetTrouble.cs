namespace GpuPassthrough.Readiness.Checks.Cards;

/// <summary>AMD's cards that often come out of no reset: Polaris, Vega 10 and 20, Navi 10, 12 and 14, as the module vendor-reset lists them (src/device-db.h).</summary>
internal static class AmdResetTrouble
{
    private static readonly (ushort First, ushort Last)[] Devices =
    [
        (0x67c0, 0x67df), (0x67e0, 0x67ff), (0x6980, 0x699f), (0x6860, 0x687f), (0x66a0, 0x66af),
        (0x7310, 0x731f), (0x7340, 0x734f), (0x7360, 0x7360), (0x7362, 0x7362), (0x738c, 0x738c),
    ];

    internal static bool Has(ushort device) => Array.Exists(Devices, range => device >= range.First && device <= range.Last);
}
