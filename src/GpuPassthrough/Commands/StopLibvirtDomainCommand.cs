using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Libvirt.Power;

namespace GpuPassthrough.Commands;

/// <summary>Stop-LibvirtDomain: shuts domains down, or with -Force pulls their plug.</summary>
[Cmdlet(VerbsLifecycle.Stop, "LibvirtDomain", DefaultParameterSetName = ByName, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(LibvirtDomain))]
public sealed class StopLibvirtDomainCommand : DomainPowerCommand
{
    /// <summary>Ends the guest as it is, without asking it: what it had not written is lost.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    private protected override bool IsDone(DomainDefinition domain) => !domain.IsActive;

    // The impact of the whole command is that of pulling the plug; a shutdown asks only those who want to be asked more.
    private protected override bool Approve(DomainDefinition domain)
    {
        if (Force) return ShouldProcess(domain.ToString(), "End the guest as it is, without shutting it down");
        return !WantsQuestion || ShouldProcess(domain.ToString(), "Shut the guest down");
    }

    /// <inheritdoc />
    private protected override void Act(DomainPower power, PowerWatcher watcher)
    {
        if (Force) power.Destroy(watcher);
        else power.Shutdown(watcher);
    }

    /// <inheritdoc />
    private protected override void Emit(DomainDefinition domain) => WriteObject(new LibvirtDomain(domain));

    private bool WantsQuestion =>
        MyInvocation.BoundParameters.ContainsKey("WhatIf")
        || MyInvocation.BoundParameters.ContainsKey("Confirm")
        || LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"))
        || !(LanguagePrimitives.TryConvertTo(GetVariableValue("ConfirmPreference"), out ConfirmImpact preference) && preference is ConfirmImpact.High or ConfirmImpact.None);
}
