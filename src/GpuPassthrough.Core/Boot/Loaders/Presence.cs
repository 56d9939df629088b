namespace GpuPassthrough.Boot.Loaders;

/// <summary>Whether something is on the host.</summary>
internal enum Presence
{
    Absent,
    There,

    /// <summary>This user may not look.</summary>
    Hidden,
}
