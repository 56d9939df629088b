using GpuPassthrough.Changes;
using GpuPassthrough.Vfio;
using GpuPassthrough.Vfio.Guards;
using GpuPassthrough.Vfio.Stubs;

namespace GpuPassthrough.Readiness.Status;

/// <summary>Whether the whole passthrough set is configured for vfio-pci: by Set-VfioStub's own plan, which is empty then.</summary>
internal static class StubStep
{
    internal static StepJudgement Judge(StatusCard card)
    {
        if (card.Stubs.All(IsConfigured)) return Configured(card);
        StubPlan plan = new StubPlanner(card.Scene.Stubs).Set([card.Device], VfioStubMethod.Auto, new HashSet<PassthroughGuard>());
        if (plan.Violations.Count > 0) return StepJudgement.Blocked(string.Join(' ', plan.Violations.Select(violation => StepJudgement.Explain(violation.ToException()))));
        if (plan.Change.IsEmpty) return Configured(card);
        return card.Found[PassthroughStepName.Iommu].State == PassthroughStepState.Blocked
            ? StepJudgement.Waiting(PassthroughStepName.Iommu)
            : StepJudgement.Change(Missing(card), card.Scene.Command.OfBoot("Set-VfioStub", card.Device.Address.ToString()));
    }

    // With a reason something of it is not configured any more, or does not take.
    private static bool IsConfigured(VfioStub stub) =>
        stub.State == VfioStubState.Foreign || (stub is { State: VfioStubState.Active or VfioStubState.PendingReboot, Reason: null });

    // What waits for the next start does not take if the image that it starts from lacks it.
    private static StepJudgement Configured(StatusCard card)
    {
        bool isOnVfio = card.Stubs.All(stub => stub.State is VfioStubState.Active or VfioStubState.Foreign);
        string? stale = isOnVfio ? null : new StubDoubt(card.Scene.Stubs).Stale();
        string commands = stale is null ? string.Empty : string.Join("; ", card.Scene.Boot.PlanImages().Commands.Select((PlannedCommand command) => command.ToString()));
        return commands.Length == 0 ? StepJudgement.Done(Where(card)) : StepJudgement.Change(stale!, commands);
    }

    private static string Where(StatusCard card) => string.Join(' ', card.Stubs.Select(stub => Messages.Format("StatusStubConfigured", stub.Address, string.Join("; ", stub.Configured))));

    private static string Missing(StatusCard card)
    {
        IEnumerable<string> reasons = card.Stubs.Where(stub => !IsConfigured(stub) && stub.State != VfioStubState.None).Select(stub => stub.Reason).OfType<string>().Distinct();
        string[] without = [.. card.Stubs.Where(stub => stub.State == VfioStubState.None).Select(stub => stub.Driver is null ? $"{stub.Address}" : $"{stub.Address} ({stub.Driver})")];
        return string.Join(' ', without.Length > 0 ? reasons.Prepend(Messages.Format("StatusStubNone", string.Join(", ", without))) : reasons);
    }
}
