namespace GpuPassthrough.Readiness.Checks.Cards;

/// <summary>What the kernel said against the card since the start.</summary>
internal sealed class CardLog() : CardRule("CardLog", "dmesg(1); Documentation/ABI/testing/dev-kmsg")
{
    private static readonly string[] Signs =
    [
        "can't reserve", "Invalid PCI ROM", "not ready", "unknown header type", "Unable to change power state", "can't change power state",
        "1:1 IOMMU mapping", "RMRR requirement",
    ];

    internal override Finding? Judge(CardScene card)
    {
        string[] addresses = [.. card.Set.Select(device => device.Address.ToString())];
        return KernelWords.Judge(card.Scene, text => Array.Exists(addresses, address => text.Contains(address, StringComparison.Ordinal)) && Array.Exists(Signs, sign => text.Contains(sign, StringComparison.Ordinal)));
    }
}
