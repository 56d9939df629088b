using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Guards;

/// <summary>Finds what keeps functions from being taken away from their host. Reads nothing.</summary>
internal static class HostGuards
{
    // What RouteTable writes of a route to everywhere.
    private const string DefaultRoute = "default route";

    /// <summary>
    /// The guards that stand in the way, in the order of the functions. SharedId is left to <see cref="SharedIds"/>: it
    /// matters only where functions are told apart by their IDs.
    /// </summary>
    internal static IReadOnlyList<GuardViolation> Find(GuardScene scene)
    {
        IEnumerable<GuardViolation?> displays = [DisplayGuard.Judge(scene)];
        IEnumerable<GuardViolation?> functions = scene.Taken.OrderBy(device => device.Address).SelectMany(device => Judge(scene, device));
        return [.. displays.Concat(functions).OfType<GuardViolation>()];
    }

    /// <summary>Functions whose hardware ID another one has that is not taken; bridges aside, which no vfio driver takes.</summary>
    internal static IReadOnlyList<GuardViolation> SharedIds(GuardScene scene)
    {
        ILookup<HardwareId, PciDevice> others = scene.Others.Where(device => !device.IsBridge).ToLookup(device => device.Facts.Id);
        return [.. scene.Taken.OrderBy(device => device.Address)
            .Select(device => Violation(PassthroughGuard.SharedId, device, others[device.Facts.Id].Select(NameOf)))
            .OfType<GuardViolation>()];
    }

    /// <summary>What is no obstacle, but is to be said: the firmware's display is taken while another remains.</summary>
    internal static IReadOnlyList<string> Warnings(GuardScene scene) =>
        DisplayGuard.BootDisplay(scene) is string warning ? [warning] : [];

    private static IEnumerable<GuardViolation?> Judge(GuardScene scene, PciDevice device)
    {
        DeviceUse[] uses = scene.UsesOf(device);
        yield return Violation(PassthroughGuard.HostDisk, device, uses.Where(IsDisk).Select(Describe));
        yield return Violation(PassthroughGuard.HostNetwork, device, uses.Where(use => IsNetwork(use, scene.Moment)).Select(Describe));
        yield return Violation(PassthroughGuard.InUse, device, uses.Where(use => IsHeld(use, scene.Moment)).Select(Describe));
        yield return Violation(PassthroughGuard.ReservedRegion, device, DirectRegions(scene, device));
    }

    private static bool IsDisk(DeviceUse use) => use.Kind is DeviceUseKind.Mount or DeviceUseKind.Swap or DeviceUseKind.Storage;

    // An interface that is merely up serves nobody.
    private static bool IsNetwork(DeviceUse use, GuardMoment moment) =>
        use.Kind == DeviceUseKind.Network && (moment == GuardMoment.Now ? use.Detail != "up" : use.Detail.StartsWith(DefaultRoute, StringComparison.Ordinal));

    private static bool IsHeld(DeviceUse use, GuardMoment moment) => use.Kind switch
    {
        DeviceUseKind.Guest => true,
        DeviceUseKind.Display or DeviceUseKind.Sound or DeviceUseKind.Node => moment == GuardMoment.Now,
        _ => false,
    };

    private static IEnumerable<string> DirectRegions(GuardScene scene, PciDevice device) =>
        scene.Groups.Where(group => group.Number == device.IommuGroup)
            .SelectMany(group => group.ReservedRegions)
            .Where(region => region.IsDirect)
            .Select(region => $"0x{region.Start:x}-0x{region.End:x}");

    private static string Describe(DeviceUse use) => $"{use.Resource} ({use.Detail})";

    private static string NameOf(PciDevice device) => device.Driver is null ? $"{device} (no driver)" : $"{device} ({device.Driver})";

    private static GuardViolation? Violation(PassthroughGuard guard, PciDevice device, IEnumerable<string> details)
    {
        string[] found = [.. details];
        return found.Length == 0 ? null : new GuardViolation(guard, device.Address, string.Join(", ", found));
    }
}
