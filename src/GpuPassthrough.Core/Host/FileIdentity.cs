namespace GpuPassthrough.Host;

/// <summary>What tells one file, in one state, from another (statx(2)).</summary>
internal readonly record struct FileIdentity(
    uint DeviceMajor,
    uint DeviceMinor,
    ulong Inode,
    long Size,
    long ModifiedSeconds,
    uint ModifiedNanoseconds,
    ushort Mode,
    uint Owner,
    uint Group,
    uint Links)
{
    private const int TypeMask = 0xf000;

    internal uint Permissions => Mode & 0xfffu;

    internal bool IsDirectory => (Mode & TypeMask) == 0x4000;

    internal bool IsRegularFile => (Mode & TypeMask) == 0x8000;

    internal bool IsLink => (Mode & TypeMask) == 0xa000;

    /// <summary>A directory whose files anybody may open by name.</summary>
    internal bool IsSearchableByAll => (Mode & 1) != 0;

    internal bool IsSameFile(FileIdentity other) =>
        DeviceMajor == other.DeviceMajor && DeviceMinor == other.DeviceMinor && Inode == other.Inode;
}
