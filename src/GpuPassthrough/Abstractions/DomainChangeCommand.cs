using System.ComponentModel;
using System.Management.Automation;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Abstractions;

/// <summary>
/// A command that edits definitions of domains: those that libvirt keeps, recorded in the journal, and domain XML files,
/// which belong to whoever named them. It takes its input as it comes and makes one change of it at the end.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DomainChangeCommand : DomainTargetCommand
{
    /// <summary>Domain XML files, with wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>Domain XML files, each name taken as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>What other objects than the domains say of the host that is meant.</summary>
    private protected virtual IEnumerable<HostClaim> Claims => [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        Selection.AddPaths(Path);
        Selection.AddLiteralPaths(LiteralPath);
    }

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        if (Selection.IsEmpty) return;
        using HostRoot host = OpenHostOf(Selection.Claims.Concat(Claims));
        WarnOfInterruptedChange(host);
        SelectedDomains domains = Selection.Read(host, Uri, toChange: true);
        Refuse([.. domains.Errors, .. domains.Kept.Where(domain => !domain.IsPersistent).Select(domain => LibvirtException.Transient(domain.Name))]);
        foreach (DomainFile file in domains.Files) DomainFiles.CheckOwner(host, file.Definition.Path!);
        Prepare(host, [.. domains.All]);
        Change(host, domains);
    });

    /// <summary>Reads what the edit needs beside the domains, once, and refuses what must not be.</summary>
    private protected virtual void Prepare(HostRoot host, IReadOnlyList<DomainDefinition> domains)
    {
    }

    /// <summary>What the change is, in one line: "Hide the hypervisor from win10 (qemu:///system)".</summary>
    /// <param name="domains">The domains or files, as they are named in messages.</param>
    private protected abstract string Summarize(string domains);

    /// <summary>The new definition of a domain: a pure edit of <see cref="DomainDefinition.Document"/>; the same when all is so already.</summary>
    private protected abstract DomainDocument Edit(HostRoot host, DomainDefinition domain);

    /// <summary>Writes what -PassThru asks for, a domain as it is now. With -WhatIf the planned change is written in its place.</summary>
    private protected abstract void Emit(HostRoot host, DomainDefinition domain);

    /// <summary>Says what an edit had to adapt: as a warning when it changes the domain, else only when asked for.</summary>
    private protected void Tell(string note, bool isChanged)
    {
        if (isChanged) WriteWarning(note);
        else WriteVerbose(note);
    }

    // All edits are worked out before the first is made, so that one that is refused refuses all.
    private void Change(HostRoot host, SelectedDomains domains)
    {
        PlannedDomain[] kept = [.. domains.Kept.Select(domain => new PlannedDomain(domain.Uri!, domain.Uuid!.Value, domain.Name, domain.Document.ToString(), Edit(host, domain).ToString()))];
        PlannedFile[] files = [.. domains.Files.Select(file => file.Plan(Edit(host, file.Definition)))];
        IEnumerable<DomainDefinition> changed = domains.Kept.Where((_, index) => kept[index].ChangesSomething);
        PassthroughChange? ofDomains = Make(host, PlanOf(Summarize(Names(domains.Kept)), domains: kept, notes: DomainNotes.Of(changed)));
        PassthroughChange? ofFiles = MakeFiles(host, PlanOf(Summarize(Names(domains.Files.Select(file => file.Definition))), files: files));
        if (!PassThru) return;
        Emit(host, ofDomains, domains.Kept, () => Selection.ReadKept(host, Uri));
        Emit(host, ofFiles, domains.Files.Select(file => file.Definition), () => domains.Files.Select(file => DomainFile.Read(host, file.Definition.Path!).Definition));
    }

    private void Emit(HostRoot host, PassthroughChange? change, IEnumerable<DomainDefinition> domains, Func<IEnumerable<DomainDefinition>> readAgain)
    {
        if (change is { State: ChangeState.Planned }) WriteObject(change);
        else if (domains.Any()) foreach (DomainDefinition domain in readAgain()) Emit(host, domain);
    }

    private static string Names(IEnumerable<DomainDefinition> domains) => string.Join(", ", domains);
}
