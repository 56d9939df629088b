using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Binding;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Vfio;
using GpuPassthrough.Vfio.Stubs;

namespace GpuPassthrough.Commands;

/// <summary>Get-VfioStub: which functions are left to vfio-pci, configured against live.</summary>
[Cmdlet(VerbsCommon.Get, "VfioStub")]
[OutputType(typeof(VfioStub))]
public sealed class GetVfioStubCommand : TargetCommand
{
    /// <summary>Only these functions, stubbed or not. Without it: all that are configured or on a vfio driver.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [PciTargetTransformation]
    [ArgumentCompleter(typeof(AddressCompleter))]
    [AllowEmptyCollection]
    public PciTarget[]? Address { get; set; }

    /// <summary>The boot loader whose configuration counts, where the host does not tell for certain.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BootLoaderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? BootLoader { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => Collect(Address, MyInvocation.BoundParameters.ContainsKey(nameof(Address)));

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        using HostRoot host = OpenHost(Targets);
        WarnOfInterruptedChange(host);
        StubHost scene = StubHost.Read(host, BootLoader, watch: ShowImage);
        Report(scene.Inventory);
        if (scene.BootProblem is not null) WriteError(scene.BootProblem);
        IReadOnlyList<PciDevice>? devices = HasTargets ? Select(scene.Inventory, host, Targets.Where(target => !target.IsBridgeOfGroup)) : null;
        WriteObject(new StubReader(scene).Read(devices), enumerateCollection: true);
    });
}
