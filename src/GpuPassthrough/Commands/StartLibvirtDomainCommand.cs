using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Libvirt.Power;

namespace GpuPassthrough.Commands;

/// <summary>Start-LibvirtDomain: starts domains, and says what is to be put right where one does not start.</summary>
[Cmdlet(VerbsLifecycle.Start, "LibvirtDomain", DefaultParameterSetName = ByName, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(LibvirtDomain))]
public sealed class StartLibvirtDomainCommand : DomainPowerCommand
{
    /// <inheritdoc />
    private protected override bool IsDone(DomainDefinition domain) => domain.IsActive;

    /// <inheritdoc />
    private protected override bool Approve(DomainDefinition domain) => ShouldProcess(domain.ToString(), "Start the domain");

    /// <inheritdoc />
    private protected override void Act(DomainPower power, PowerWatcher watcher)
    {
        foreach (string warning in power.Start(watcher)) WriteWarning(warning);
    }

    /// <inheritdoc />
    private protected override void Emit(DomainDefinition domain) => WriteObject(new LibvirtDomain(domain));
}
