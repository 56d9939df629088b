using GpuPassthrough.Host;

namespace GpuPassthrough.Snapshots;

/// <summary>A file that is there and could not be recorded.</summary>
/// <param name="Path">The file, as people name it.</param>
/// <param name="Error">What the system call answered.</param>
internal sealed record SnapshotGap(string Path, Errno Error)
{
    public override string ToString() =>
        Messages.Format(Error is Errno.AccessDenied or Errno.NotPermitted ? "SnapshotGapDenied" : "SnapshotGap", Path, Error);
}
