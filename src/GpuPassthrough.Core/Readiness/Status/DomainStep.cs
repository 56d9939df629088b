using GpuPassthrough.Host;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Readiness.Status;

/// <summary>Whether there is a domain for the card.</summary>
internal static class DomainStep
{
    internal static StepJudgement Judge(StatusCard card)
    {
        StatusDomain domain = card.Domain;
        if (domain.Definition is DomainDefinition found) return Judge(found);
        if (domain.Problem is HostNotLiveException) return StepJudgement.Blocked(Messages.Format("StatusDomainNotLive", card.Scene.Host.Path));
        if (domain.Problem is not null) return StepJudgement.Blocked(domain.Problem);
        StatusCommand command = card.Scene.Command;
        string others = string.Join(", ", domain.Others.Select(name => SafeLine.Of(name)));
        if (domain.Name is string name) return StepJudgement.Change(Messages.Format(others.Length > 0 ? "StatusDomainNotFound" : "StatusDomainNotFoundNone", name, others), command.Of("New-LibvirtDomain", ["-Name", name, .. command.Daemon()]));
        return others.Length == 0
            ? StepJudgement.Change(Messages.Format("StatusDomainNone", card.Device.Address), command.Of("New-LibvirtDomain", command.Daemon()))
            : StepJudgement.Ready(Messages.Format("StatusDomainToName", card.Device.Address, others), command.Of("Get-PassthroughStatus", [card.Device.Address.ToString(), "-Domain", domain.Others[0], .. command.Daemon()]));
    }

    private static StepJudgement Judge(DomainDefinition domain)
    {
        if (!domain.IsPersistent) return StepJudgement.Blocked(LibvirtException.Transient(domain.Name));
        return StepJudgement.Done(domain.State is null ? Messages.Format("StatusDomainFile", domain.Path) : Messages.Format("StatusDomainKept", domain, domain.State));
    }
}
