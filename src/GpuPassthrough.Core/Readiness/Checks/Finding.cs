namespace GpuPassthrough.Readiness.Checks;

/// <summary>What a check found, before it is known which host and card it is about.</summary>
internal sealed record Finding(HostCheckStatus Status, string Evidence, string? Remedy)
{
    internal static Finding Pass(string evidence) => new(HostCheckStatus.Pass, evidence, null);

    internal static Finding Warn(string evidence, string? remedy) => new(HostCheckStatus.Warn, evidence, remedy);

    internal static Finding Fail(string evidence, string? remedy) => new(HostCheckStatus.Fail, evidence, remedy);

    internal static Finding Skip(string evidence, string? remedy = null) => new(HostCheckStatus.Skip, evidence, remedy);

    /// <summary>It could not be told because of an error of ours, which says the way out.</summary>
    internal static Finding Skip(PassthroughException exception) => Skip(Line(exception.Message), exception.NextStep);

    /// <summary>It works all the same, but not without what an error of ours says.</summary>
    internal static Finding Warn(PassthroughException exception) => Warn(Line(exception.Message), exception.NextStep);

    // Some messages list what was seen line by line.
    private static string Line(string message) => string.Join(' ', message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
