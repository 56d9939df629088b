using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Status;

/// <summary>Works out where cards stand on their way into a guest, from the host as it is now.</summary>
internal static class PassthroughStatus
{
    private static readonly (PassthroughStepName Step, Func<StatusCard, StepJudgement> Judge)[] Steps =
    [
        (PassthroughStepName.Iommu, IommuStep.Judge),
        (PassthroughStepName.Stub, StubStep.Judge),
        (PassthroughStepName.Reboot, RebootStep.Judge),
        (PassthroughStepName.StubVerified, VerifiedStep.Judge),
        (PassthroughStepName.Rom, RomStep.Judge),
        (PassthroughStepName.Domain, DomainStep.Judge),
        (PassthroughStepName.Stealth, StealthStep.Judge),
        (PassthroughStepName.HostDevice, HostDeviceStep.Judge),
        (PassthroughStepName.Started, StartedStep.Judge),
    ];

    /// <summary>How many steps there are.</summary>
    internal static int Count => Steps.Length;

    /// <summary>All steps of a card, in their order; of each domain it is looked at with, one after the other.</summary>
    /// <param name="scene">What they are judged by.</param>
    /// <param name="card">The card.</param>
    /// <param name="begins">Told of each step before it is judged.</param>
    internal static IEnumerable<PassthroughStep> Read(StatusScene scene, PciDevice card, Action<PassthroughStepName>? begins = null)
    {
        IReadOnlyCollection<PciAddress> functions = [.. PassthroughSet.Close(scene.Inventory.Devices, [card]).Select(device => device.Address)];
        return scene.Domains.For(functions).SelectMany(domain => Read(new StatusCard(scene, card, domain), begins));
    }

    private static IEnumerable<PassthroughStep> Read(StatusCard card, Action<PassthroughStepName>? begins)
    {
        foreach ((PassthroughStepName step, Func<StatusCard, StepJudgement> judge) in Steps)
        {
            begins?.Invoke(step);
            StepJudgement found = Judge(card, judge);
            card.Found[step] = found;
            yield return new PassthroughStep(card.Device, card.Domain.Definition, card.Domain.Name, step, found);
        }
    }

    // What is damaged is an error of the step that looks there; the others still tell what they find.
    private static StepJudgement Judge(StatusCard card, Func<StatusCard, StepJudgement> judge)
    {
        try
        {
            StepJudgement found = judge(card);
            bool isHeldUp = found is { IsRecorded: true, State: PassthroughStepState.Ready or PassthroughStepState.Waiting or PassthroughStepState.Optional };
            return isHeldUp && card.Scene.Interruption is StepJudgement interruption ? interruption with { Evidence = SafeLine.Of(interruption.Evidence) } : found;
        }
        catch (PassthroughException exception)
        {
            return StepJudgement.Blocked(exception);
        }
    }
}
