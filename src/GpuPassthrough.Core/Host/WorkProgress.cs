namespace GpuPassthrough.Host;

/// <summary>How far a piece of work is.</summary>
/// <param name="Subject">What is worked on: a path or an address.</param>
/// <param name="Done">How much is done: bytes, or functions.</param>
/// <param name="Total">How much there is at most; null where nobody knows.</param>
internal readonly record struct WorkProgress(string Subject, long Done, long? Total);
