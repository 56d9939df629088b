using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Guards;

/// <summary>A function is needed by the host, or must not be passed on; nothing was changed.</summary>
public sealed class PassthroughGuardException : PassthroughException
{
    internal PassthroughGuardException(GuardViolation violation)
        : base(violation.Guard switch
        {
            PassthroughGuard.OnlyDisplay => "GuardOnlyDisplay",
            PassthroughGuard.HostDisk => "GuardHostDisk",
            PassthroughGuard.HostNetwork => "GuardHostNetwork",
            PassthroughGuard.InUse => "GuardInUse",
            PassthroughGuard.SharedId => "GuardSharedId",
            _ => "GuardReservedRegion",
        }, [violation.Address, violation.Detail])
    {
        Guard = violation.Guard;
        Address = violation.Address;
    }

    /// <summary>The guard; its name in -Allow overrules it.</summary>
    public PassthroughGuard Guard { get; }

    /// <summary>The function.</summary>
    public PciAddress Address { get; }

    /// <inheritdoc />
    public override object Subject => Address;
}
