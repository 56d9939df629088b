using GpuPassthrough.Vfio.Guards;

namespace GpuPassthrough.Readiness.Checks.Cards;

/// <summary>Whether a display remains for the host when this one is given away.</summary>
internal sealed class OtherDisplay() : CardRule("RemainingDisplay", "Documentation/ABI/testing/sysfs-bus-pci: boot_vga; PCI Code and ID Assignment, class 03")
{
    internal override Finding? Judge(CardScene card)
    {
        if (!card.Set.Any(device => device.IsDisplay)) return null;
        GuardScene scene = card.Guarded;
        if (DisplayGuard.Judge(scene) is GuardViolation violation) return Finding.Warn(violation.Reason, violation.ToException().NextStep);
        string[] others = [.. DisplayGuard.Usable(scene.Others).Where(device => !scene.Lost.Contains(device.Address)).Select(device => device.Driver is null ? $"{device}" : $"{device} ({device.Driver})")];
        return others.Length > 0 ? Finding.Pass(Messages.Format("ReadyDisplayRemains", string.Join(", ", others))) : Finding.Pass(Messages.Format("ReadyDisplayNotUsed", CardScene.Text(card.Set.Where(device => device.IsDisplay))));
    }
}
