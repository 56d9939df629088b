using System.Globalization;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Checks.Cards;

/// <summary>Whether the firmware's frame buffer lies in the card's memory and is held by the host, so that the card's BARs are not free.</summary>
internal sealed class BootFramebuffer() : CardRule("Framebuffer", "proc(5): iomem; Linux drivers/firmware/sysfb.c, drivers/video/aperture.c")
{
    // What drivers of firmware frame buffers call the range they hold, and what sysfb calls it before one has it.
    private static readonly string[] Holders = ["BOOTFB", "simpledrm", "efidrm", "vesadrm", "efifb", "vesafb", "simple-framebuffer", "efi-framebuffer", "vesa-framebuffer"];

    internal override Finding? Judge(CardScene card)
    {
        if (!card.Set.Any(device => device.IsDisplay)) return null;
        string path = card.Scene.Describe(HostPaths.PhysicalMemory);
        if (card.Scene.Read(HostPaths.PhysicalMemory) is not string text) return card.Scene.NotThere(HostPaths.PhysicalMemory);
        (ulong Start, ulong End, string Name)[] ranges = [.. text.Split('\n').Select(Range).OfType<(ulong, ulong, string)>()];
        if (ranges.All(range => range.End == 0)) return Finding.Skip(Messages.Format("ReadyMemoryHidden", path));
        PciBar[] bars = [.. card.Detailed.SelectMany(device => device.Details?.Bars ?? []).Where(bar => bar.Kind != PciBarKind.Io && bar.IsAssigned)];
        var held = ranges.FirstOrDefault(range => Array.Exists(Holders, holder => range.Name.StartsWith(holder, StringComparison.Ordinal)) && Array.Exists(bars, bar => bar.Start <= range.End && range.Start < bar.Start + bar.Size));
        return held.Name is null ? Finding.Pass(Messages.Format("ReadyFramebufferFree", path, CardScene.Text(card.Set))) : Finding.Warn(Messages.Format("ReadyFramebuffer", path, $"{held.Start:x}-{held.End:x}", held.Name), Remedy(held.Name));
    }

    private static string Remedy(string holder)
    {
        bool isEfi = holder == "efifb";
        return Messages.Format(isEfi ? "ReadyFramebufferEfi" : "ReadyFramebufferOther");
    }

    // "  e0000000-efffffff : 0000:01:00.0", each level two columns further in.
    private static (ulong Start, ulong End, string Name)? Range(string line)
    {
        int colon = line.IndexOf(" : ", StringComparison.Ordinal);
        string[] ends = colon < 0 ? [] : line[..colon].Trim().Split('-');
        return ends.Length == 2 && Hex(ends[0]) is ulong start && Hex(ends[1]) is ulong end ? (start, end, line[(colon + 3)..].Trim()) : null;
    }

    private static ulong? Hex(string text) => ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) ? value : null;
}
