using System.Collections;
using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Binding;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Libvirt.HostDevices;
using GpuPassthrough.Libvirt.Stealth;
using GpuPassthrough.Pci;
using GpuPassthrough.Readiness;
using GpuPassthrough.Readiness.Status;

namespace GpuPassthrough.Commands;

/// <summary>Get-PassthroughStatus: where cards stand on their way into a guest, and what comes next.</summary>
[Cmdlet(VerbsCommon.Get, "PassthroughStatus")]
[OutputType(typeof(PassthroughStep))]
public sealed class GetPassthroughStatusCommand : TargetCommand
{
    private const string DefaultOfHostRoot = "*:HostRoot";

    /// <summary>The cards; of each, any function.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [PciTargetTransformation]
    [ArgumentCompleter(typeof(AddressCompleter))]
    [AllowEmptyCollection]
    public PciTarget[]? Address { get; set; }

    /// <summary>The domains that are to get the cards: names, or objects of Get-LibvirtDomain. Without it those that hold a card.</summary>
    [Parameter(Position = 1)]
    [DomainTargetTransformation]
    [ArgumentCompleter(typeof(DomainCompleter))]
    [ValidateNotNullOrEmpty]
    public DomainTarget[]? Domain { get; set; }

    /// <summary>The stealth method that is wanted. Without it any will do.</summary>
    [Parameter]
    public DomainStealthMethod? Method { get; set; }

    /// <summary>The directory or file for ROMs, as Export-GpuRom takes it; with it a ROM file is wanted also where a card works without.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>The boot loader whose configuration counts, where the host does not tell for certain.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BootLoaderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? BootLoader { get; set; }

    /// <summary>The daemon: qemu:///system, qemu:///session or test:. The variable LIBVIRT_DEFAULT_URI names another default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Uri { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => Collect(Address, MyInvocation.BoundParameters.ContainsKey(nameof(Address)));

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        using HostRoot host = OpenHostOf(Targets.Select(HostClaim.Of).Concat((Domain ?? []).Select(HostClaim.Of)));
        WarnOfInterruptedChange(host);
        StatusScene scene = new(host, Request(host));
        foreach (PciDevice card in Cards(scene)) WriteObject(PassthroughStatus.Read(scene, card, step => Show(card, step)), enumerateCollection: true);
    });

    private void Show(PciDevice card, PassthroughStepName step) => Progress.Step(Messages.Format("ProgressStatus", card.Address), step.ToString(), (int)step + 1, PassthroughStatus.Count);

    private StatusRequest Request(HostRoot host) => new()
    {
        Domains = Domain ?? [],
        Uri = Uri,
        BootLoader = BootLoader,
        Method = Method,
        Destination = Destination is null ? null : ResolveFilePath(Destination),
        HostRoot = host.IsLive || IsDefault(host) ? null : host.Path,
    };

    // Where the session names the host for every command, so does whoever types the next one there.
    private bool IsDefault(HostRoot host) =>
        GetVariableValue("PSDefaultParameterValues") is IDictionary defaults && defaults.Contains(DefaultOfHostRoot) && defaults[DefaultOfHostRoot]?.ToString() is { Length: > 0 } root && ResolveFilePath(root) == host.Path;

    private List<PciDevice> Cards(StatusScene scene)
    {
        PciTarget[] endpoints = [.. Targets.Where(target => !target.IsBridgeOfGroup)];
        IReadOnlyList<PciDevice> named = Select(scene.Inventory, scene.Host, endpoints.Length > 0 ? endpoints : Targets);
        foreach (PciDeviceException error in scene.Inventory.Errors.Where(error => Targets.Any(target => target.Address.ToString() == error.Address))) WriteError(error);
        foreach (PciDevice bridge in named.Where(device => device.IsBridge)) WriteError(HostDeviceException.Bridge(bridge.Address));
        return CardFunctions.Choose(scene.Inventory.Devices, [.. named.Where(device => !device.IsBridge)]);
    }
}
