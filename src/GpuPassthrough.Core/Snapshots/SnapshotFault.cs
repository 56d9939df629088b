namespace GpuPassthrough.Snapshots;

/// <summary>Why a snapshot cannot be written.</summary>
public enum SnapshotFault
{
    /// <summary>The directory it was to be in is not there.</summary>
    FolderMissing,

    /// <summary>The path is a directory, a device or a pipe.</summary>
    NotFile,

    /// <summary>There is a file already, and it was not to be replaced.</summary>
    Exists,

    /// <summary>The directory may not be written to.</summary>
    Denied,

    /// <summary>Writing failed, as on a full disk.</summary>
    Failed,
}
