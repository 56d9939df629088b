namespace GpuPassthrough.Changes;

/// <summary>Room that the commands of a change need.</summary>
/// <param name="Directory">A directory of the file system, below the host's root.</param>
/// <param name="Bytes">How many bytes must be free on it.</param>
internal sealed record PlannedSpace(string Directory, long Bytes);
