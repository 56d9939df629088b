namespace GpuPassthrough.Completion;

/// <summary>A value that could be completed to, and what it is.</summary>
internal readonly record struct CompletionCandidate(string Value, string Description);
