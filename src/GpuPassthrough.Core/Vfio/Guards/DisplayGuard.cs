using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Guards;

/// <summary>Whether the host keeps a display. A server's management controller (BMC) has one too, and it counts.</summary>
internal static class DisplayGuard
{
    private const string Controller3D = "0302";

    /// <summary>The violation when displays the host can use are taken and none remains.</summary>
    internal static GuardViolation? Judge(GuardScene scene)
    {
        PciDevice[] taken = [.. scene.Taken.Where(IsUsable).OrderBy(device => device.Address)];
        if (taken.Length == 0 || scene.Others.Any(device => Remains(scene, device))) return null;
        string[] others = [.. scene.Others.Where(device => device.IsDisplay).Select(device => Describe(scene, device))];
        string detail = others.Length == 0 ? Messages.Format("DisplayNoOther") : string.Join(", ", others);
        return new GuardViolation(PassthroughGuard.OnlyDisplay, taken[0].Address, detail);
    }

    /// <summary>The warning when the firmware's display is taken while another one remains.</summary>
    internal static string? BootDisplay(GuardScene scene)
    {
        PciDevice? boot = scene.Taken.FirstOrDefault(device => device.IsBootVga && IsUsable(device));
        PciDevice? other = boot is null ? null : scene.Others.FirstOrDefault(device => Remains(scene, device));
        return other is null ? null : Messages.Format("DisplayOfBoot", boot, other);
    }

    /// <summary>The displays that the host can use.</summary>
    internal static IEnumerable<PciDevice> Usable(IEnumerable<PciDevice> devices) => devices.Where(IsUsable);

    private static bool Remains(GuardScene scene, PciDevice device) => IsUsable(device) && !scene.Lost.Contains(device.Address);

    /// <summary>
    /// A driver of the host shows something on it, or the firmware does and the kernel's console goes on with that. 3D
    /// controllers and virtual functions have no outputs.
    /// </summary>
    private static bool IsUsable(PciDevice device)
    {
        if (!device.IsDisplay || IsWithoutOutputs(device)) return false;
        return device.Driver is null ? device.IsBootVga : !GroupViability.LeavesDmaAlone(device.Driver);
    }

    private static bool IsWithoutOutputs(PciDevice device) => device.Class == Controller3D || device.Details?.SriovRole == SriovRole.Virtual;

    private static string Describe(GuardScene scene, PciDevice device)
    {
        if (scene.Lost.Contains(device.Address)) return Messages.Format("DisplayLost", device);
        if (IsWithoutOutputs(device)) return Messages.Format("DisplayWithoutOutputs", device);
        if (device.Driver is null) return Messages.Format("DisplayWithoutDriver", device);
        return Messages.Format("DisplayOnDriver", device, device.Driver);
    }
}
