namespace GpuPassthrough.Tests.Harness.Pester;

/// <summary>How an It ended.</summary>
internal enum TestOutcome
{
    /// <summary>It was not reached. That is never a pass.</summary>
    NotRun,
    Passed,
    Failed,
    Skipped,
}
