using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Libvirt.Stealth;

namespace GpuPassthrough.Commands;

/// <summary>Set-DomainStealth: how much of the hypervisor a guest's drivers are shown.</summary>
[Cmdlet(VerbsCommon.Set, "DomainStealth", DefaultParameterSetName = ByName, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DomainStealth), typeof(PassthroughChange))]
public sealed class SetDomainStealthCommand : DomainChangeCommand
{
    /// <summary>The method.</summary>
    [Parameter(Mandatory = true)]
    public DomainStealthMethod Method { get; set; }

    /// <summary>The name by which Hyper-V goes with HyperVEnlightenments: 1 to 12 characters, no comma.</summary>
    [Parameter]
    public string? VendorId { get; set; }

    /// <summary>Also switches off the port by which VMware's guests know it.</summary>
    [Parameter]
    public SwitchParameter HideVmport { get; set; }

    /// <inheritdoc />
    private protected override string Summarize(string domains) => Messages.Format("StealthSummary", Method, domains);

    /// <inheritdoc />
    private protected override DomainDocument Edit(HostRoot host, DomainDefinition domain)
    {
        StealthOptions options = new StealthOptions(Method) { VendorId = VendorId, HideVmport = HideVmport };
        StealthResult result = StealthEditor.Apply(domain.Document, options.For(domain, host));
        bool isChanged = !result.Document.Equals(domain.Document);
        foreach (string note in result.Notes) Tell($"{domain}: {note}", isChanged);
        return result.Document;
    }

    /// <inheritdoc />
    private protected override void Emit(HostRoot host, DomainDefinition domain) => WriteObject(StealthReader.Read(domain));
}
