namespace GpuPassthrough.Changes;

/// <summary>A taking back worked out but not made.</summary>
/// <param name="Entry">The change to take back.</param>
/// <param name="Plan">What that does: files from what they hold to what they held, and the commands.</param>
internal sealed record UndoPlan(JournalEntry Entry, ChangePlan Plan);
