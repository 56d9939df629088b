namespace GpuPassthrough.Host;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; 128 and a signal's number when it was killed.</param>
/// <param name="Output">What it printed, cut in the middle if it was much.</param>
internal sealed record CommandResult(int ExitCode, string Output);
