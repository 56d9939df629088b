using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Commands;

/// <summary>Get-LibvirtDomain: domains that libvirt keeps, or domain XML files.</summary>
[Cmdlet(VerbsCommon.Get, "LibvirtDomain", DefaultParameterSetName = "Name")]
[OutputType(typeof(LibvirtDomain))]
public sealed class GetLibvirtDomainCommand : DomainQueryCommand
{
    /// <inheritdoc />
    private protected override void Show(HostRoot host, DomainDefinition domain) => WriteObject(new LibvirtDomain(domain));
}
