namespace GpuPassthrough.Tests.Runner;

/// <summary>What a run of gpupt left behind.</summary>
internal sealed record GpuptResult(int ExitCode, string Output, string Error);
