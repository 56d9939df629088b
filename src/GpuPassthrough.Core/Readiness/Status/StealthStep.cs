using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Libvirt.Stealth;

namespace GpuPassthrough.Readiness.Status;

/// <summary>Whether the guest is shown as much of the hypervisor as it is to see.</summary>
internal static class StealthStep
{
    internal static StepJudgement Judge(StatusCard card)
    {
        if (card.Domain.Definition is not DomainDefinition domain) return StepJudgement.Waiting(PassthroughStepName.Domain);
        DomainStealth stealth = StealthReader.Read(domain);
        if (card.Scene.Request.Method is DomainStealthMethod wanted) return IsSo(card, domain, wanted) ? Done(stealth) : Differs(card, domain, stealth, wanted);
        if (stealth.Method is not (null or DomainStealthMethod.None)) return Done(stealth);

        // Settings by which somebody hid something are not to be taken back by a hint.
        DomainStealthMethod hint = stealth.Method is null ? DomainStealthMethod.HyperVEnlightenments : DomainStealthMethod.Enlightened;
        string evidence = Messages.Format(stealth.Method is null ? "StatusStealthMixed" : "StatusStealthNone", string.Join(", ", stealth.Visible));
        return StepJudgement.Optional(string.Join(' ', stealth.Problems.Prepend(evidence)), CommandOf(card, domain, hint)) with { IsRecorded = domain.Path is null };
    }

    // By Set-DomainStealth's own edit: where libvirt or QEMU are too old for a part of a method, the rest is the method.
    private static bool IsSo(StatusCard card, DomainDefinition domain, DomainStealthMethod wanted) =>
        StealthEditor.Apply(domain.Document, new StealthOptions(wanted).For(domain, card.Scene.Host)).Document.Equals(domain.Document);

    private static StepJudgement Differs(StatusCard card, DomainDefinition domain, DomainStealth stealth, DomainStealthMethod wanted) =>
        StepJudgement.Ready(Messages.Format("StatusStealthOther", Name(stealth), wanted), CommandOf(card, domain, wanted)) with { IsRecorded = domain.Path is null };

    private static StepJudgement Done(DomainStealth stealth) => StepJudgement.Done(string.Join(' ', stealth.Problems.Prepend(Messages.Format("StatusStealth", Name(stealth)))));

    private static object Name(DomainStealth stealth) => (object?)stealth.Method ?? Messages.Format("StatusStealthNoMethod");

    private static string CommandOf(StatusCard card, DomainDefinition domain, DomainStealthMethod method) =>
        card.Scene.Command.OfDomain("Set-DomainStealth", domain, "-Method", method.ToString());
}
