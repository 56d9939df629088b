using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Binding;
using GpuPassthrough.Changes;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Libvirt.HostDevices;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Commands;

/// <summary>Remove-DomainHostDevice: takes functions of the host out of domains, with what came along.</summary>
[Cmdlet(VerbsCommon.Remove, "DomainHostDevice", DefaultParameterSetName = ByName, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DomainHostDevice), typeof(PassthroughChange))]
public sealed class RemoveDomainHostDeviceCommand : DomainChangeCommand
{
    private IReadOnlyList<PciDevice> _devices = [];

    /// <summary>The functions. With each go those of its card and of its IOMMU group that the domain has.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByDomain)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "LiteralPath")]
    [PciTargetTransformation]
    [ArgumentCompleter(typeof(AddressCompleter))]
    [AllowEmptyCollection]
    public PciTarget[]? Address { get; set; }

    /// <inheritdoc />
    private protected override IEnumerable<HostClaim> Claims => (Address ?? []).Select(HostClaim.Of);

    /// <inheritdoc />
    private protected override void Prepare(HostRoot host, IReadOnlyList<DomainDefinition> domains) => _devices = PciInventory.Read(host).Devices;

    /// <inheritdoc />
    private protected override string Summarize(string domains) => Messages.Format("HostDeviceRemove", string.Join(", ", Named.Order()), domains);

    /// <inheritdoc />
    private protected override DomainDocument Edit(HostRoot host, DomainDefinition domain)
    {
        HostDeviceResult result = HostDeviceEditor.Remove(domain.Document, HostDeviceSelection.Together(domain.Document, _devices, [.. Named]));
        foreach (string note in result.Notes) Tell($"{domain}: {note}", isChanged: true);
        return result.Document;
    }

    /// <summary>What the domain has left.</summary>
    private protected override void Emit(HostRoot host, DomainDefinition domain) => WriteObject(HostDeviceReader.Read(domain, _devices), enumerateCollection: true);

    private IEnumerable<PciAddress> Named => (Address ?? []).Where(target => !target.IsBridgeOfGroup).Select(target => target.Address).Distinct();
}
