using GpuPassthrough.Host;

namespace GpuPassthrough.Readiness.Checks;

/// <summary>Looks through the kernel's log for what it is known to say when something stands in the way.</summary>
internal static class KernelWords
{
    private const int Most = 3;

    internal static Finding Judge(HostScene scene, Func<string, bool> isSign)
    {
        if (!scene.IsLive) return scene.NotLive();
        if (scene.Log is not KernelLog log) return Finding.Skip(Messages.Format("ReadyLogClosed", scene.Describe(HostPaths.KernelLog)));
        string[] found = [.. log.Records.Select(record => record.Text).Where(isSign).Distinct(StringComparer.Ordinal).Select(text => SafeLine.Of(text, keepTabs: false))];
        if (found.Length == 0) return Finding.Pass(Messages.Format(log.IsComplete ? "ReadyLogClean" : "ReadyLogCleanPart", log.Records.Count));
        string evidence = Messages.Format("ReadyKernelSays", string.Join("; ", found.TakeLast(Most)));
        return Finding.Warn(evidence, Messages.Format("ReadySeeLog"));
    }
}
