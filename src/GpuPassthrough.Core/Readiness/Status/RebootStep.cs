using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Vfio;
using GpuPassthrough.Vfio.Stubs;

namespace GpuPassthrough.Readiness.Status;

/// <summary>Whether something that is configured waits for the next start.</summary>
internal static class RebootStep
{
    private const string Restart = "systemctl reboot";

    internal static StepJudgement Judge(StatusCard card)
    {
        StepJudgement iommu = card.Found[PassthroughStepName.Iommu];
        StepJudgement stub = card.Found[PassthroughStepName.Stub];
        if (iommu is { IsDone: false, State: not PassthroughStepState.Waiting }) return StepJudgement.Waiting(PassthroughStepName.Iommu);
        if (!stub.IsDone) return StepJudgement.Waiting(PassthroughStepName.Stub);
        List<string> reasons = iommu.IsDone ? [] : [iommu.Evidence];
        VfioStub[] pending = [.. card.Stubs.Where(stub => IsPending(card, stub))];
        if (pending.Length > 0) reasons.Add(Messages.Format("StatusRebootStubs", string.Join(", ", pending.Select(stub => stub.Address))));
        if (reasons.Count == 0) return StepJudgement.Done(Messages.Format("StatusRebootNone"));
        reasons.AddRange(pending.Select(stub => stub.WayBack).OfType<string>().Distinct());
        return new StepJudgement(PassthroughStepState.Waiting, string.Join(' ', reasons)) { Command = card.Scene.Host.IsLive ? Restart : null, IsRecorded = true };
    }

    // An image that was made since can have what was missing at the last start.
    private static bool IsPending(StatusCard card, VfioStub stub) => stub.State switch
    {
        VfioStubState.PendingReboot => true,
        VfioStubState.NotEffective => new StubDoubt(card.Scene.Stubs).IsImageNewer,
        _ => IsForeignPending(card, stub),
    };

    // What others configured is ahead of the running kernel only where it is a kernel argument.
    private static bool IsForeignPending(StatusCard card, VfioStub stub)
    {
        if (stub is not { State: VfioStubState.Foreign, Reason: not null }) return false;
        return card.Scene.Boot.Compare([]).Any(argument => argument is { RebootPending: true, Configured: true } && KernelToken.SameName(argument.Name, StubHost.IdsArgument));
    }
}
