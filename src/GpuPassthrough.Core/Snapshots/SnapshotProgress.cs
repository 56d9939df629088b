namespace GpuPassthrough.Snapshots;

/// <summary>How far a recording is.</summary>
/// <param name="Recorded">How many functions were recorded.</param>
/// <param name="Total">How many there are.</param>
internal readonly record struct SnapshotProgress(int Recorded, int Total);
