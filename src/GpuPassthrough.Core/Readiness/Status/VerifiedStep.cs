using GpuPassthrough.Pci;
using GpuPassthrough.Vfio;

namespace GpuPassthrough.Readiness.Status;

/// <summary>Whether the stub took: every function is on a vfio driver, and VFIO would take the group.</summary>
internal static class VerifiedStep
{
    internal static StepJudgement Judge(StatusCard card)
    {
        bool isOnVfio = card.Set.All(device => device.Driver?.Contains("vfio", StringComparison.Ordinal) == true);
        if (isOnVfio && card.IsDone(PassthroughStepName.Iommu)) return Viability(card);
        if (First(card) is PassthroughStepName first) return StepJudgement.Waiting(first);
        string reasons = string.Join(' ', card.Stubs.Where(stub => stub.State != VfioStubState.Active).Select(stub => $"{stub.Address}: {stub.Reason}"));
        return StepJudgement.Blocked(reasons);
    }

    private static PassthroughStepName? First(StatusCard card) =>
        new[] { PassthroughStepName.Iommu, PassthroughStepName.Stub, PassthroughStepName.Reboot }
            .Where(step => card.Found[step] is { IsDone: false } found && found.After is null)
            .Select(step => (PassthroughStepName?)step)
            .FirstOrDefault();

    private static StepJudgement Viability(StatusCard card)
    {
        IommuGroup[] groups = [.. card.Scene.Groups.Where(group => card.Set.Any(device => device.IommuGroup == group.Number))];
        string[] reasons = [.. groups.Where(group => !group.IsViable).SelectMany(group => group.ViabilityReasons)];
        if (reasons.Length > 0) return StepJudgement.Blocked(string.Join(' ', reasons));
        string drivers = string.Join(", ", card.Set.Select(device => $"{device.Address} ({device.Driver})"));
        return StepJudgement.Done(Messages.Format("StatusVerified", drivers, string.Join(", ", groups.Select(group => group.Number))));
    }
}
