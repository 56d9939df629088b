using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Tests.Libvirt.Domains;

/// <summary>Set-DomainExample: a command as the ones to come, which gives domains a title.</summary>
[Cmdlet(VerbsCommon.Set, "DomainExample", DefaultParameterSetName = ByName, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(LibvirtDomain))]
public sealed class SetDomainExampleCommand : DomainChangeCommand
{
    [Parameter(Mandatory = true)]
    public string Title { get; set; } = string.Empty;

    private protected override string Summarize(string domains) => $"Give {domains} a title";

    private protected override DomainDocument Edit(HostRoot host, DomainDefinition domain)
    {
        string text = domain.Document.ToString();
        int start = text.IndexOf("<title>", StringComparison.Ordinal);
        string without = start < 0 ? text : text[..start] + text[(text.IndexOf("</title>", StringComparison.Ordinal) + 8)..];
        string edited = without.Replace("</name>", $"</name><title>{Title}</title>", StringComparison.Ordinal);
        return text.Contains($"<title>{Title}</title>", StringComparison.Ordinal) ? domain.Document : DomainDocument.Parse(edited, domain.ToString());
    }

    private protected override void Emit(HostRoot host, DomainDefinition domain) => WriteObject(new LibvirtDomain(domain));
}
