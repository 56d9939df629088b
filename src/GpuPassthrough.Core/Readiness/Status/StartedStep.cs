using GpuPassthrough.Changes;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Status;

/// <summary>Whether the domain runs with the card. A card that was given to a running domain is in the guest only after its next cold start.</summary>
internal static class StartedStep
{
    internal static StepJudgement Judge(StatusCard card)
    {
        if (card.Domain.Definition is not DomainDefinition domain) return StepJudgement.Waiting(PassthroughStepName.Domain);
        if (!card.IsDone(PassthroughStepName.HostDevice)) return StepJudgement.Waiting(PassthroughStepName.HostDevice);
        if (domain.Uri is null) return new StepJudgement(PassthroughStepState.Waiting, Messages.Format("StatusStartedFile", domain.Path));
        if (domain.IsActive) return Running(card, domain);
        if (!card.IsDone(PassthroughStepName.StubVerified)) return StepJudgement.Waiting(PassthroughStepName.StubVerified);
        string evidence = Messages.Format(domain.HasManagedSave ? "DomainManagedSave" : "StatusStartedOff", domain, domain.Name);
        return StepJudgement.Ready(evidence, CommandOf(card, domain, "Start-LibvirtDomain"));
    }

    private static StepJudgement Running(StatusCard card, DomainDefinition domain)
    {
        string[] holders = [.. card.Set.SelectMany(device => card.Uses[device.Address]).Where(use => use.Kind == DeviceUseKind.Guest).Select(use => use.Detail).Distinct()];
        if (holders.Length > 0) return StepJudgement.Done(Messages.Format("StatusStartedHeld", domain, domain.State, string.Join(", ", holders)));

        // Who holds a device is for root to see, and what libvirt's test driver runs holds none.
        bool isSeen = Environment.IsPrivilegedProcess && card.Scene.Host.IsLive && !DomainUri.IsTest(domain.Uri);
        if (!isSeen) return StepJudgement.Done(Messages.Format("StatusStarted", domain, domain.State));
        string command = $"{CommandOf(card, domain, "Stop-LibvirtDomain")}; {CommandOf(card, domain, "Start-LibvirtDomain")}";
        return new StepJudgement(PassthroughStepState.Waiting, Messages.Format("StatusStartedWithout", domain, domain.State, card.Device.Address)) { Command = command };
    }

    private static string CommandOf(StatusCard card, DomainDefinition domain, string name) => card.Scene.Command.OfDomain(name, domain);
}
