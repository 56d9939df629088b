using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Pci;
using GpuPassthrough.Readiness.Status;

namespace GpuPassthrough.Readiness;

/// <summary>One step of the tutorial for one card, as its host is now. Nothing of it is stored anywhere.</summary>
public sealed class PassthroughStep
{
    internal PassthroughStep(PciDevice card, DomainDefinition? domain, string? domainName, PassthroughStepName step, StepJudgement judgement)
    {
        Address = card.Address;
        Name = card.Name;
        Domain = domainName;
        Uri = domain?.Uri;
        Path = domain?.Path;
        Step = step;
        State = judgement.State;
        After = judgement.After;
        Evidence = judgement.Evidence;
        Command = judgement.Command;
        HostRoot = card.HostRoot;
        HostId = card.HostId;
    }

    /// <summary>The card: its display function, or the function that was named where it has none.</summary>
    public PciAddress Address { get; }

    /// <summary>Vendor and device in words, from pci.ids; null when it is not there.</summary>
    public string? Name { get; }

    /// <summary>The domain that was named, or that holds the card; null when there is none.</summary>
    public string? Domain { get; }

    /// <summary>The step.</summary>
    public PassthroughStepName Step { get; }

    /// <summary>Where it stands.</summary>
    public PassthroughStepState State { get; }

    /// <summary>The earlier step that comes first; null where none has to. A step Reboot that is Waiting for none is due now.</summary>
    public PassthroughStepName? After { get; }

    /// <summary>What that was told by, and for a step that is blocked what to do.</summary>
    public string Evidence { get; }

    /// <summary>What to type next; null where nothing can be done for this step now, or no command does it.</summary>
    public string? Command { get; }

    /// <summary>The daemon that keeps the domain; null for a file, and where there is no domain yet.</summary>
    public string? Uri { get; }

    /// <summary>The domain XML file; null for a domain that libvirt keeps.</summary>
    public string? Path { get; }

    /// <summary>The directory that is the host's root: <c>/</c> for the running machine.</summary>
    public string HostRoot { get; }

    /// <summary>Tells the host from others without naming it: a salted hash of its machine id.</summary>
    public string? HostId { get; }

    /// <summary>The card, the step and its state.</summary>
    public override string ToString() => $"{Address} {Step}: {State}";
}
