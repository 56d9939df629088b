using GpuPassthrough.Boot;
using GpuPassthrough.Boot.Iommu;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Status;

/// <summary>Whether the IOMMU translates for the card: only then it is in a group.</summary>
internal static class IommuStep
{
    internal static StepJudgement Judge(StatusCard card)
    {
        if (card.Device.IommuGroup is int group) return StepJudgement.Done(Messages.Format("StatusIommuGroup", card.Device.Address, group));
        if (card.Scene.Groups.Count > 0) return StepJudgement.Blocked(Messages.Format("StatusIommuWithout", card.Device.Address, card.Scene.Groups.Count));
        StatusScene scene = card.Scene;
        BootConfiguration boot = scene.Boot;
        IommuActivation activation = IommuActivation.Of(scene.Host, boot.Configured, boot.Running, isExplicit: false, allowsUnsafe: false);
        string[] pending = [.. boot.Compare([]).Where(argument => argument.RebootPending && IommuActivation.Concerns(argument.Name)).Select(argument => argument.ToString())];
        if (activation.Edits.Count > 0 && boot.PlanArguments(activation.Edits).ChangesSomething) return StepJudgement.Change(string.Join(' ', activation.Notes.Concat(activation.Warnings)), scene.Command.OfBoot("Enable-Iommu"));
        if (pending.Length > 0) return StepJudgement.Waiting(PassthroughStepName.Reboot, Messages.Format("StatusIommuPending", string.Join(' ', pending)));
        return StepJudgement.Blocked(activation.Warnings.Count > 0 ? string.Join(' ', activation.Warnings) : IommuActivity.Explain(scene.Host));
    }
}
