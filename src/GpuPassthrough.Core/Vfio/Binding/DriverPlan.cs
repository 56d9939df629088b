using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Usage;
using GpuPassthrough.Vfio.Guards;

namespace GpuPassthrough.Vfio.Binding;

/// <summary>What is to be moved, looked at before anything is touched.</summary>
internal sealed class DriverPlan
{
    private readonly Lazy<GuardScene> _scene;

    private DriverPlan(HostRoot host, PciInventory inventory, IReadOnlyList<DriverMove> all)
    {
        All = all;
        Moves = [.. all.Where(move => move.IsNeeded)];
        _scene = new Lazy<GuardScene>(() => Scene(host, inventory, [.. Moves.Where(move => move.Unbinds || move.KeepsOverride).Select(move => move.Device)]));
        MayHang = host.ReadText(HostPaths.NvidiaModeset) is "Y" or "1" ? [.. Moves.Where(IsNvidiaDisplay)] : [];
    }

    internal IReadOnlyList<DriverMove> All { get; }

    /// <summary>Those that are needed: functions that are so already are neither guarded nor asked about.</summary>
    internal IReadOnlyList<DriverMove> Moves { get; }

    /// <summary>Displays whose driver may wait for ever when it is taken off.</summary>
    private IReadOnlyList<DriverMove> MayHang { get; }

    private bool IsForGuests => Moves.Any(move => move.KeepsOverride);

    /// <summary>Reads what the functions are on, and refuses what cannot work.</summary>
    /// <param name="host">The host.</param>
    /// <param name="inventory">All its functions.</param>
    /// <param name="devices">Those to be moved, in order.</param>
    /// <param name="driver">The driver's own name; null lets the kernel choose.</param>
    /// <param name="patience">How long to wait for the kernel.</param>
    /// <exception cref="DriverBindingException">A function cannot be moved.</exception>
    internal static DriverPlan Make(HostRoot host, PciInventory inventory, IReadOnlyList<PciDevice> devices, string? driver, Patience patience) =>
        new(host, inventory, [.. devices.Select(device => Look(host, device, driver, patience))]);

    /// <summary>The guards that stand in the way of moving these functions now.</summary>
    internal IReadOnlyList<GuardViolation> Guards() => [.. HostGuards.Find(_scene.Value).Where(found => IsWatched(found.Guard))];

    internal IReadOnlyList<string> Warnings()
    {
        IEnumerable<string> displays = IsForGuests ? HostGuards.Warnings(_scene.Value) : [];
        return [.. displays, .. MayHang.Select(move => Messages.Format("DriverMayHang", move.Address, move.Old.Driver))];
    }

    /// <summary>The moves, to the driver by the name that it turned out to have.</summary>
    internal IReadOnlyList<DriverMove> On(string driver) => [.. Moves.Select(move => move with { Driver = driver })];

    // A region of the firmware keeps the group from guests, not the driver from the function.
    private bool IsWatched(PassthroughGuard guard) =>
        guard != PassthroughGuard.ReservedRegion && (guard != PassthroughGuard.OnlyDisplay || IsForGuests);

    private static bool IsNvidiaDisplay(DriverMove move) => move is { Unbinds: true, Old.Driver: "nvidia", Device.IsDisplay: true };

    private static GuardScene Scene(HostRoot host, PciInventory inventory, IReadOnlyList<PciDevice> taken) =>
        new(inventory.Devices, taken, UsageReader.Read(host, taken.Select(device => device.Address)), [], GuardMoment.Now);

    private static DriverMove Look(HostRoot host, PciDevice device, string? driver, Patience patience)
    {
        using FunctionDriver function = FunctionDriver.Open(host, device.Address);
        DriverMove move = new(device, function.Read(patience), driver);
        if (function.Hangs) throw DriverBindingException.Busy(device.Address, host.Describe($"{HostPaths.PciDevices}/{device.Address}"), patience.Limit);
        if (!move.IsNeeded) return move;
        if (function.VirtualFunctions() is var count and > 0) throw DriverBindingException.VirtualFunctions(device.Address, count);
        if (driver is not null && DriverMove.IsStub(driver) && function.HeaderType() is byte type and > 0) throw DriverBindingException.Header(device.Address, driver, type);
        return move;
    }
}
