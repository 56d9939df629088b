namespace GpuPassthrough.Boot.CommandLine;

/// <summary>What becomes of one argument of a command line.</summary>
/// <param name="Index">Its place among the arguments; the number of arguments for one that is new.</param>
/// <param name="Token">What stands there then; null for nothing.</param>
internal sealed record TokenChange(int Index, KernelToken? Token);
