using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Checks.Cards;

/// <summary>Whether the card's memory has its place in the machine's addresses, above 4 GiB where it is large, and which sizes it could have.</summary>
internal sealed class AddressRanges() : CardRule("Bars", "Documentation/ABI/testing/sysfs-bus-pci: resource, resourceN_resize; PCI Express Base specification 7.8.6")
{
    private const ulong Large = 256ul << 20;
    private const ulong FourGiB = 1ul << 32;

    internal override Finding? Judge(CardScene card)
    {
        (PciDevice Device, PciBar Bar)[] bars = [.. card.Detailed.SelectMany(device => device.Details?.Bars ?? [], (device, bar) => (device, bar))];
        if (bars.Length == 0) return Finding.Skip(Messages.Format("ReadyBarsNone", CardScene.Text(card.Set)));
        (PciDevice Device, PciBar Bar)[] homeless = [.. bars.Where(pair => !pair.Bar.IsAssigned)];
        if (homeless.Length > 0) return Finding.Fail(Messages.Format("ReadyBarsHomeless", Text(homeless)), Messages.Format("ReadyBarsRemedy"));
        (PciDevice Device, PciBar Bar)[] large = [.. bars.Where(pair => pair.Bar.Size >= Large)];
        string sizes = string.Join("; ", card.Detailed.SelectMany(device => (device.Details?.ResizableBars ?? []).Where(bar => bar.Sizes.Length > 1), (device, bar) => $"{device} {bar}"));
        string evidence = large.Length == 0 ? Messages.Format("ReadyBarsSmall", bars.Length) : Messages.Format("ReadyBarsLarge", Text(large));
        if (sizes.Length > 0) evidence += " " + Messages.Format("ReadyBarsSizes", sizes);
        return Finding.Pass(large.Any(pair => pair.Bar.Start >= FourGiB) ? $"{evidence} {Messages.Format("ReadyBarsAbove")}" : evidence);
    }

    private static string Text(IEnumerable<(PciDevice Device, PciBar Bar)> bars) => string.Join("; ", bars.Select(pair => $"{pair.Device} {pair.Bar}"));
}
