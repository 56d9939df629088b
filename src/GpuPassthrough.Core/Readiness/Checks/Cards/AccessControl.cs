using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Checks.Cards;

/// <summary>
/// Why the group is as it is: a bridge without access control (ACS) lets what hangs on it talk behind the IOMMU's back, so
/// the kernel puts all of that into one group. The groups are the truth; this only explains them.
/// </summary>
internal sealed class AccessControl() : CardRule("Acs", "PCI Express Base specification 6.12; Linux drivers/iommu/iommu.c, pci_device_group()")
{
    internal override Finding? Judge(CardScene card)
    {
        if (card.Groups.Count == 0) return Finding.Skip(Messages.Format("ReadyIommuFirst"));
        if (card.Scene.Running.Find("pcie_acs_override") is { } argument) return Finding.Warn(Messages.Format("ReadyAcsOverride", argument.Text), Messages.Format("ReadyAcsOverrideRemedy"));
        if (card.Strangers.Count == 0) return Finding.Pass(Messages.Format("ReadyAcsApart", CardScene.Text(card.Set)));
        PciDevice[] bridges = [.. card.Groups.SelectMany(group => group.Bridges)];
        AcsCapability[] states = [.. bridges.Select(bridge => AcsCapability.Read(card.Host, bridge.Address))];
        string[] open = [.. bridges.Zip(states).Where(pair => pair.Second.State is AcsState.Absent or AcsState.Off).Select(pair => Describe(pair.First, pair.Second))];
        if (open.Length > 0) return Finding.Pass(Messages.Format("ReadyAcsOpen", string.Join(", ", open)));
        return states.Length == 0 || states.Any(state => state.State == AcsState.Unknown) ? Finding.Skip(Messages.Format("ReadyAcsHidden")) : Finding.Pass(Messages.Format("ReadyAcsElsewhere"));
    }

    private static string Describe(PciDevice bridge, AcsCapability capability) =>
        Messages.Format(capability.State == AcsState.Absent ? "ReadyAcsNone" : "ReadyAcsOff", bridge, $"0x{capability.Control:x4}");
}
