using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Checks.Cards;

/// <summary>What shares an IOMMU group with the card, and whether VFIO would take the group.</summary>
internal sealed class GroupOfCard() : CardRule("IommuGroup", "Documentation/driver-api/vfio.rst")
{
    internal override Finding? Judge(CardScene card)
    {
        PciDevice[] alone = [.. card.Set.Where(device => device.IommuGroup is null)];
        if (alone.Length > 0) return card.Scene.IsIommuActive ? Finding.Fail(Messages.Format("ReadyGroupMissing", CardScene.Text(alone)), Messages.Format("IommuGroupMissing_NextStep")) : Finding.Skip(Messages.Format("ReadyIommuFirst"));
        string members = string.Join("; ", card.Groups.Select(Describe));
        string[] foreign = [.. card.Groups.SelectMany(group => group.OtherDevices)];
        if (foreign.Length > 0) return Finding.Fail(Messages.Format("ReadyGroupOther", members, string.Join(", ", foreign)), Messages.Format("ReadyGroupSlot"));
        if (HostBridges(card) is { Length: > 0 } bridges) return Finding.Fail(Messages.Format("ReadyGroupBridge", members, bridges), Messages.Format("ReadyGroupSlot"));
        if (card.Strangers.Count > 0) return Finding.Warn(Messages.Format("ReadyGroupShared", members, CardScene.Name(card.Strangers)), Messages.Format("ReadyGroupSlot"));
        PciDevice[] bound = [.. card.Set.Where(device => !GroupViability.LeavesDmaAlone(device.Driver))];
        return bound.Length == 0 ? Finding.Pass(members) : Finding.Warn(Messages.Format("ReadyGroupBound", members, string.Join(", ", bound.Select(device => $"{device} ({device.Driver})"))), card.StubCommand);
    }

    private static string HostBridges(CardScene card) => string.Join(", ", card.Groups.SelectMany(group => group.Bridges)
        .Where(bridge => !GroupViability.LeavesDmaAlone(bridge.Driver))
        .Select(bridge => $"{bridge} ({bridge.Driver})"));

    private static string Describe(IommuGroup group) => group.Bridges.Length == 0
        ? Messages.Format("ReadyGroup", group.Number, CardScene.Text(group.Endpoints))
        : Messages.Format("ReadyGroupBridges", group.Number, CardScene.Text(group.Endpoints), CardScene.Text(group.Bridges));
}
