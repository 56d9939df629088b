using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Libvirt.HostDevices;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Commands;

/// <summary>Get-DomainHostDevice: the functions of the host that domains are given.</summary>
[Cmdlet(VerbsCommon.Get, "DomainHostDevice", DefaultParameterSetName = "Name")]
[OutputType(typeof(DomainHostDevice))]
public sealed class GetDomainHostDeviceCommand : DomainQueryCommand
{
    private IReadOnlyList<PciDevice>? _devices;

    /// <inheritdoc />
    private protected override void Show(HostRoot host, DomainDefinition domain)
    {
        _devices ??= PciInventory.Read(host).Devices;
        WriteObject(HostDeviceReader.Read(domain, _devices), enumerateCollection: true);
    }
}
