namespace GpuPassthrough.Snapshots;

/// <summary>One entry of a snapshot: a directory, a plain file or a relative link.</summary>
internal abstract record SnapshotEntry;

/// <summary>A directory.</summary>
internal sealed record SnapshotDirectory : SnapshotEntry;

/// <summary>A plain file.</summary>
/// <param name="Content">What is in it.</param>
/// <param name="IsProgram">True for what a host would run: only its presence is recorded, and that it can be run.</param>
internal sealed record SnapshotText(byte[] Content, bool IsProgram) : SnapshotEntry;

/// <summary>A link.</summary>
/// <param name="Text">Where it leads, relative to its own directory.</param>
internal sealed record SnapshotLink(string Text) : SnapshotEntry;
