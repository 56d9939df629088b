using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Libvirt.Stealth;

namespace GpuPassthrough.Commands;

/// <summary>Get-DomainStealth: what a guest's drivers can see of the hypervisor.</summary>
[Cmdlet(VerbsCommon.Get, "DomainStealth", DefaultParameterSetName = "Name")]
[OutputType(typeof(DomainStealth))]
public sealed class GetDomainStealthCommand : DomainQueryCommand
{
    /// <inheritdoc />
    private protected override void Show(HostRoot host, DomainDefinition domain) => WriteObject(StealthReader.Read(domain));
}
