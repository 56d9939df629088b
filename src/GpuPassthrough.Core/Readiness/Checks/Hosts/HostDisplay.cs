using GpuPassthrough.Pci;
using GpuPassthrough.Vfio.Guards;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>Whether the host has a display to keep beside one that it gives away.</summary>
internal sealed class HostDisplay() : HostRule("HostDisplay", "Documentation/ABI/testing/sysfs-bus-pci: boot_vga; PCI Code and ID Assignment, class 03")
{
    internal override Finding Judge(HostScene scene)
    {
        if (!scene.HasSysfs) return scene.NoSysfs();
        PciDevice[] displays = [.. scene.Inventory.Devices.Where(device => device.IsDisplay)];
        PciDevice[] usable = [.. DisplayGuard.Usable(displays)];
        string all = string.Join(", ", displays.Select(Describe));
        if (usable.Length >= 2) return Finding.Pass(Messages.Format("ReadyDisplays", usable.Length, all));

        // One for the host is enough where the other display is set aside already, or never had a picture.
        if (usable.Length == 1 && displays.Length > 1) return Finding.Pass(Messages.Format("ReadyDisplayKept", usable[0].Address, all));
        if (usable.Length == 1) return Finding.Warn(Messages.Format("ReadyDisplayOnly", all), Messages.Format("ReadyDisplayAdd"));
        return Finding.Warn(displays.Length == 0 ? Messages.Format("ReadyDisplayMissing") : Messages.Format("ReadyDisplayNone", all), Messages.Format("ReadyDisplayAdd"));
    }

    private static string Describe(PciDevice device) =>
        device.Driver is string driver ? Messages.Format("DisplayOnDriver", device, driver) : Messages.Format("DisplayWithoutDriver", device);
}
