using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Readiness.Status;

/// <summary>A change that was begun and not ended: as long as there is one, no other is made, and the host is not to be started again.</summary>
internal static class StatusInterruption
{
    internal static StepJudgement? Find(HostRoot host, StatusCommand command)
    {
        try
        {
            if (ChangeHistory.Interrupted(host, out bool isRunning) is not string sentence) return null;
            return StepJudgement.Blocked(sentence, isRunning ? null : command.Of("Undo-PassthroughChange"));
        }
        catch (JournalException exception) when (exception.Error is not (Errno.AccessDenied or Errno.NotPermitted))
        {
            return StepJudgement.Blocked(exception);
        }
        catch (JournalException)
        {
            // This user may not know; and may not make such changes either, which their own errors say.
            return null;
        }
    }
}
