using System.Text;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Checks.Cards;

/// <summary>Whether the kernel can reset the card between one guest and the next, and with what side effects.</summary>
internal sealed class ResetOfCard() : CardRule("Reset", "Documentation/ABI/testing/sysfs-bus-pci: reset_method; Linux drivers/pci/pci.c, pci_reset_fn_methods; include/uapi/linux/vfio.h, VFIO_DEVICE_PCI_HOT_RESET")
{
    private const int LongestLink = 4096;
    private const string Amd = "1002";
    private const string OwnMethod = "device_specific";
    private const string ModuleName = "vendor_reset";

    // Since then the attribute is missing where there is no way (pci_dev_reset_attr_is_visible).
    private static readonly Version SaysAll = new(5, 15);

    internal override Finding? Judge(CardScene card)
    {
        if (card.Detailed.All(device => Methods(card, device) is null)) return Finding.Skip(Messages.Format("ReadyResetSilent", CardScene.Text(card.Set)));
        (PciDevice Device, string[] Methods)[] said = [.. card.Detailed.Select(device => (device, Methods(card, device) ?? []))];
        string evidence = string.Join("; ", said.Select(pair => Messages.Format("ReadyResetMethods", pair.Device, pair.Methods.Length == 0 ? "-" : string.Join(' ', pair.Methods))));
        if (said.FirstOrDefault(pair => HasTrouble(pair.Device, pair.Methods)).Device is PciDevice known) return Finding.Warn(Messages.Format("ReadyResetTrouble", evidence, known), Module(card, known));
        PciDevice[] none = [.. said.Where(pair => pair.Methods.Length == 0).Select(pair => pair.Device)];
        PciDevice[] stuck = [.. none.Where(device => !IsBelowBridge(card, device) || OnBus(card, device).Any())];
        if (stuck.Length > 0) return Finding.Warn(Messages.Format("ReadyResetNone", evidence, CardScene.Text(stuck)), Messages.Format("ReadyResetNoneRemedy"));
        PciDevice[] along = [.. said.Where(pair => pair.Methods is ["bus"]).SelectMany(pair => OnBus(card, pair.Device)).Distinct()];
        if (along.Length == 0 && none.Length > 0) return Finding.Pass(Messages.Format("ReadyResetTogether", evidence, CardScene.Text(none)));
        return along.Length == 0 ? Finding.Pass(evidence) : Finding.Warn(Messages.Format("ReadyResetBus", evidence, CardScene.Name(along)), Messages.Format("ReadyGroupSlot"));
    }

    // The kernel resets functions of one bus alone by no bus reset; VFIO does, when the guest has all of them (VFIO_DEVICE_PCI_HOT_RESET).
    private static bool IsBelowBridge(CardScene card, PciDevice device)
    {
        using HostDirectory? devices = card.Host.OpenDirectory(HostPaths.PciDevices);
        Span<byte> target = stackalloc byte[LongestLink];
        if (devices is null || devices.ReadLink(Encoding.ASCII.GetBytes(device.ToString()), target, out int length) != Errno.None) return false;
        return Encoding.ASCII.GetString(target[..length]).Split('/') is [.., string parent, _] && PciAddress.TryParse(parent, out _);
    }

    private static string[]? Methods(CardScene card, PciDevice device) => device.Details?.ResetMethods ?? (card.Scene.KernelVersion >= SaysAll ? [] : null);

    private static string Module(CardScene card, PciDevice device)
    {
        bool isLoaded = card.Host.Identify($"{HostPaths.KernelModules}/{ModuleName}") is not null;
        return Messages.Format(isLoaded ? "ReadyResetSelect" : "ReadyResetModule", card.Scene.Describe($"{HostPaths.PciDevices}/{device.Address}/reset_method"));
    }

    private static IEnumerable<PciDevice> OnBus(CardScene card, PciDevice device) => card.Scene.Inventory.Devices.Where(other =>
        !other.IsBridge && other.Address.Domain == device.Address.Domain && other.Address.Bus == device.Address.Bus && !card.Set.Any(member => member.Address == other.Address));

    private static bool HasTrouble(PciDevice device, string[] methods) =>
        device.IsDisplay && device.Vendor == Amd && AmdResetTrouble.Has(device.Facts.Id.Device) && !methods.Contains(OwnMethod);
}
