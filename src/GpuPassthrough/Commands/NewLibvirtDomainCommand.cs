using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Client;
using GpuPassthrough.Libvirt.Creation;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Commands;

/// <summary>New-LibvirtDomain: makes a Windows guest that is to get a card, in libvirt or as a file.</summary>
[Cmdlet(VerbsCommon.New, "LibvirtDomain", DefaultParameterSetName = "Define", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(LibvirtDomain))]
public sealed class NewLibvirtDomainCommand : DomainRecordedCommand
{
    /// <summary>The domain's name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The guest's memory in bytes, such as 16GB.</summary>
    [Parameter(Mandatory = true)]
    [ValidateRange(1, long.MaxValue)]
    public long Memory { get; set; }

    /// <summary>How many processors the guest has; all but one core of the host when it is not given.</summary>
    [Parameter]
    [ValidateRange(1, 4096)]
    public int ProcessorCount { get; set; }

    /// <summary>The guest's disks: image files, the format told by their names, or block devices.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ValidateCount(1, 16)]
    public string[] Disk { get; set; } = [];

    /// <summary>Media for the installation: that of Windows, and one with drivers.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateCount(1, 6)]
    public string[]? Iso { get; set; }

    /// <summary>A network of libvirt, bridge:NAME, user or none.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Network { get; set; }

    /// <summary>Firmware with Secure Boot and Microsoft's keys.</summary>
    [Parameter]
    public SwitchParameter SecureBoot { get; set; }

    /// <summary>An emulated TPM 2.0.</summary>
    [Parameter]
    public SwitchParameter Tpm { get; set; }

    /// <summary>Disks and network on virtio, for which Windows needs drivers from a medium of its own.</summary>
    [Parameter]
    public SwitchParameter Virtio { get; set; }

    /// <summary>Writes a domain XML file in place of defining the domain.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "File")]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Overwrites a file that is there.</summary>
    [Parameter(ParameterSetName = "File")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        using HostRoot host = OpenHostOf([]);
        WarnOfInterruptedChange(host);
        string? uri = Path is null ? LibvirtAddress.Of(Uri) : null;
        NewDomain domain = Describe(host, uri);
        domain.Check();
        if (uri is null) WriteFile(host, ResolveFilePath(Path!), domain);
        else Define(host, uri, domain);
    });

    private NewDomain Describe(HostRoot host, string? uri)
    {
        HostTopology topology = HostTopology.Read(host);
        return new NewDomain
        {
            Name = Name,
            Uuid = Guid.NewGuid(),
            Kind = DomainUri.IsTest(uri) ? "test" : "kvm",
            MemoryBytes = Memory,
            Processors = ProcessorCount > 0 ? ProcessorCount : topology.Share,
            Topology = topology,
            Disks = [.. Disk.Select(path => NewDisk.Find(host, ResolveFilePath(path)))],
            Media = [.. (Iso ?? []).Select(path => NewDisk.Find(host, ResolveFilePath(path)))],
            Network = Network is not null ? NewNetwork.Parse(Network) : DomainUri.IsOfUser(uri) ? NewNetwork.User : NewNetwork.Default,
            SecureBoot = SecureBoot,
            Tpm = Tpm,
            Virtio = Virtio,
        };
    }

    private void Define(HostRoot host, string uri, NewDomain domain)
    {
        using DomainCreation creation = DomainCreation.Open(host, uri);
        DomainDefinition? existing = creation.Find(domain);
        if (existing is not null) WriteVerbose($"{existing} is there already, as it was asked for: nothing is changed.");
        PassthroughChange? change = existing is null ? Make(host, PlanOf(Messages.Format("NewDomainSummary", DomainUri.Describe(Name, uri)), domains: [creation.Plan(domain)])) : null;
        Show(change, () => creation.Read(domain.Name));
    }

    private void WriteFile(HostRoot host, string path, NewDomain domain)
    {
        DomainFiles.CheckOwner(host, path);
        PlannedFile plan = DomainCreation.Plan(host, path, domain, Force);
        PassthroughChange? change = MakeFiles(host, PlanOf(Messages.Format("NewDomainSummary", path), files: [plan]));
        Show(change, () => DomainFile.Read(host, path).Definition);
    }

    private void Show(PassthroughChange? change, Func<DomainDefinition> read)
    {
        if (change is not { State: ChangeState.Planned }) WriteObject(new LibvirtDomain(read()));
        else if (PassThru) WriteObject(change);
    }
}
