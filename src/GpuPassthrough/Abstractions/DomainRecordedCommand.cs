using System.ComponentModel;
using System.Management.Automation;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Abstractions;

/// <summary>A command that changes domains of libvirt or domain XML files.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DomainRecordedCommand : RecordedCommand
{
    /// <summary>The daemon: qemu:///system, qemu:///session or test:. The variable LIBVIRT_DEFAULT_URI names another default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Uri { get; set; }

    /// <summary>Makes a change of domains that libvirt keeps.</summary>
    /// <returns>The change, made or only planned; null when all is so already.</returns>
    private protected PassthroughChange? Make(HostRoot host, ChangePlan plan)
    {
        if (IsEmpty(plan)) return null;
        if (!Approve(host, plan)) return new PassthroughChange(plan, host);
        using DomainKeeper keeper = new(host);
        return Carry(plan, watcher => ChangeApplier.For(host, keeper).Apply(plan, watcher: watcher));
    }

    /// <summary>Writes domain XML files; if one cannot be written, those before it are put back.</summary>
    /// <returns>The change when it is only planned; null when it was made, or all is so already.</returns>
    private protected PassthroughChange? MakeFiles(HostRoot host, ChangePlan plan)
    {
        if (IsEmpty(plan)) return null;
        if (!Approve(host, plan)) return new PassthroughChange(plan, host);
        foreach (PlannedFile file in plan.Files) WriteVerbose($"Writing /{file.Path}.");
        DomainFiles.Write(host, plan.Files);
        return null;
    }

    private protected ChangePlan PlanOf(string summary, IReadOnlyList<PlannedDomain>? domains = null, IReadOnlyList<PlannedFile>? files = null, IReadOnlyList<string>? notes = null) => new()
    {
        Command = MyInvocation.MyCommand.Name,
        Summary = summary,
        Domains = domains ?? [],
        Files = files ?? [],
        Notes = notes ?? [],
    };

    private bool IsEmpty(ChangePlan plan)
    {
        bool hasTargets = plan.Domains.Count + plan.Files.Count > 0;
        if (plan.IsEmpty && hasTargets) WriteVerbose($"{plan.Summary}: it is so already, nothing is changed.");
        return plan.IsEmpty;
    }
}
