using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Checks.Cards;

/// <summary>The card's part in SR-IOV. vfio-pci does not take a physical function that has virtual ones.</summary>
internal sealed class VirtualFunctions() : CardRule("Sriov", "Documentation/PCI/pci-iov-howto.rst; Linux drivers/vfio/pci/vfio_pci_core.c")
{
    internal override Finding? Judge(CardScene card)
    {
        PciDevice[] concerned = [.. card.Detailed.Where(device => device.Details is { SriovRole: not SriovRole.None })];
        if (concerned.Length == 0) return null;
        PciDevice? parent = concerned.FirstOrDefault(device => device.Details!.VirtualFunctions.Length > 0);
        if (parent is not null) return Finding.Fail(Messages.Format("ReadySriovParent", parent, parent.Details!.VirtualFunctions.Length), Messages.Format("ReadySriovRemedy", card.Scene.Describe($"{HostPaths.PciDevices}/{parent.Address}/sriov_numvfs")));
        PciDevice? child = concerned.FirstOrDefault(device => device.Details!.SriovRole == SriovRole.Virtual);
        return Finding.Pass(child is null ? Messages.Format("ReadySriovNone", CardScene.Text(concerned)) : Messages.Format("ReadySriovChild", child, child.Details!.PhysicalFunction));
    }
}
