using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Binding;

/// <summary>A function was not put on the driver asked for.</summary>
public sealed class DriverBindingException : PassthroughException
{
    private DriverBindingException(string id, object subject, Errno error, IReadOnlyList<DriverState> standing, bool isRestored, params object?[] arguments)
        : base(id, [subject, .. arguments])
    {
        Subject = subject;
        Error = error;
        Standing = [.. standing];
        IsRestored = isRestored;
    }

    /// <summary>What the system call answered; None when none failed.</summary>
    public Errno Error { get; }

    /// <summary>The functions that were touched, as they are now; empty when none was.</summary>
    public DriverState[] Standing { get; }

    /// <summary>True when all functions are as they were before.</summary>
    public bool IsRestored { get; }

    /// <inheritdoc />
    public override object Subject { get; }

    internal static DriverBindingException Bridge(PciAddress address) => Untouched("DriverBridge", address);

    internal static DriverBindingException Header(PciAddress address, string driver, byte type) => Untouched("DriverHeader", address, driver, $"{type:x2}");

    internal static DriverBindingException VirtualFunctions(PciAddress address, int count) => Untouched("DriverVirtualFunctions", address, count);

    internal static DriverBindingException NotRoot() => new("DriverNotRoot", HostPaths.PciBus, Errno.NotPermitted, [], isRestored: true);

    internal static DriverBindingException Unknown(string driver, string reason) => new("DriverUnknown", driver, Errno.NoEntry, [], isRestored: true, reason);

    internal static DriverBindingException Vanished(PciAddress address, string path, Errno error) =>
        new("DriverVanished", address, error, [], isRestored: true, path);

    internal static DriverBindingException Busy(PciAddress address, string path, TimeSpan limit) =>
        new("DriverBusy", address, Errno.Busy, [], isRestored: true, path, (long)limit.TotalSeconds);

    internal static DriverBindingException Failed(PciAddress address, DriverStepException step, DriverAftermath aftermath) => step.Error switch
    {
        Errno.AccessDenied or Errno.NotPermitted => new("DriverDenied", address, step.Error, aftermath.Standing, aftermath.IsRestored, step.Path, aftermath),
        _ => new("DriverStepFailed", address, step.Error, aftermath.Standing, aftermath.IsRestored, step.Path, step.Value, step.Error, aftermath),
    };

    internal static DriverBindingException NotTaken(PciAddress address, string driver, string log, DriverAftermath aftermath) =>
        new("DriverNotTaken", address, Errno.None, aftermath.Standing, aftermath.IsRestored, driver, log, aftermath);

    internal static DriverBindingException Hangs(PciAddress address, DriverStepException step, TimeSpan limit, DriverAftermath aftermath) =>
        new("DriverHangs", address, Errno.Busy, aftermath.Standing, aftermath.IsRestored, step.Path, step.Value, (long)limit.TotalSeconds, aftermath);

    internal static DriverBindingException Stopped(PciAddress address, DriverAftermath aftermath) =>
        new("DriverStopped", address, Errno.Interrupted, aftermath.Standing, aftermath.IsRestored, aftermath);

    private static DriverBindingException Untouched(string id, PciAddress address, params object?[] arguments) =>
        new(id, address, Errno.None, [], isRestored: true, arguments);
}
