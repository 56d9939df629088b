using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Binding;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Vfio.Binding;
using GpuPassthrough.Vfio.Guards;

namespace GpuPassthrough.Commands;

/// <summary>Set-PciDriver: puts functions on another driver, now.</summary>
[Cmdlet(VerbsCommon.Set, "PciDriver", DefaultParameterSetName = "Driver", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PciDevice))]
public sealed class SetPciDriverCommand : DriverCommand
{
    /// <summary>The functions; of a group all but its bridges.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [PciTargetTransformation]
    [ArgumentCompleter(typeof(AddressCompleter))]
    [AllowEmptyCollection]
    public PciTarget[]? Address { get; set; }

    /// <summary>The driver to put them on. Its module is loaded where the kernel does not have it yet.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Driver")]
    [ArgumentCompleter(typeof(BindableDriverCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Driver { get; set; }

    /// <summary>Clears the override and lets the kernel choose the driver.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Default")]
    public SwitchParameter Default { get; set; }

    /// <summary>Guards to overrule, by name.</summary>
    [Parameter]
    [ValidateSet("OnlyDisplay", "HostDisk", "HostNetwork", "InUse")]
    public PassthroughGuard[] Allow { get; set; } = [];

    /// <summary>Returns the functions as they are afterwards.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => Collect(Address, MyInvocation.BoundParameters.ContainsKey(nameof(Address)));

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        using HostRoot host = OpenHost(Targets);
        PciInventory inventory = PciInventory.Read(host);
        IReadOnlyList<PciDevice>? devices = Endpoints(host, inventory);
        if (devices is null || devices.Count == 0) return;
        string? driver = Driver is null ? null : Spell(host, Driver);
        DriverPlan plan = DriverPlan.Make(host, inventory, devices, driver, Patience);
        foreach (DriverMove move in plan.All.Where(move => !move.IsNeeded)) WriteVerbose(Messages.Format("DriverAlready", move));
        if (IsRefused(plan)) return;
        if (plan.Moves.Count > 0) Change(host, plan);
        if (PassThru) Emit(host, devices);
    });

    private bool IsRefused(DriverPlan plan)
    {
        GuardViolation[] refused = [.. plan.Guards().Where(found => !Allow.Contains(found.Guard))];
        foreach (GuardViolation violation in refused) WriteError(violation.ToException());
        return refused.Length > 0;
    }

    private void Change(HostRoot host, DriverPlan plan)
    {
        foreach (string warning in plan.Warnings()) WriteWarning(warning);
        if (Approve(host, plan, Driver)) Move(host, plan, Driver);
    }

    private void Emit(HostRoot host, IReadOnlyList<PciDevice> devices)
    {
        HashSet<PciAddress> addresses = [.. devices.Select(device => device.Address)];
        foreach (PciDevice device in PciInventory.Read(host, addresses.Contains).Devices) WriteObject(device);
    }
}
