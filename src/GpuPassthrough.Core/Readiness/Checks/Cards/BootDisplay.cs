using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Checks.Cards;

/// <summary>Whether the firmware started on this card: then its ROM has run, and the host's first picture is on it.</summary>
internal sealed class BootDisplay() : CardRule("BootVga", "Documentation/ABI/testing/sysfs-bus-pci: boot_vga; Documentation/gpu/vgaarbiter.rst")
{
    internal override Finding? Judge(CardScene card)
    {
        PciDevice[] displays = [.. card.Set.Where(device => device.IsDisplay)];
        if (displays.Length == 0) return null;
        if (displays.FirstOrDefault(device => device.IsBootVga) is PciDevice boot) return Finding.Warn(Messages.Format("ReadyBootVga", PathOf(card, boot)), Messages.Format("ReadyBootVgaRemedy"));
        string[] said = [.. displays.Where(device => card.Scene.Read($"{HostPaths.PciDevices}/{device.Address}/boot_vga") is not null).Select(device => PathOf(card, device))];
        return said.Length > 0 ? Finding.Pass(Messages.Format("ReadyBootVgaNot", string.Join(", ", said))) : Finding.Pass(Messages.Format("ReadyBootVgaNever", CardScene.Text(displays), displays[0].Class));
    }

    private static string PathOf(CardScene card, PciDevice device) => card.Scene.Describe($"{HostPaths.PciDevices}/{device.Address}/boot_vga");
}
