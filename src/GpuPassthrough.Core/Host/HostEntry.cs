namespace GpuPassthrough.Host;

/// <summary>A name in a directory of the host.</summary>
/// <param name="Name">The name, without the directory.</param>
/// <param name="Kind">What the directory says the name is; file systems that do not say answer Unknown.</param>
internal readonly record struct HostEntry(string Name, HostEntryKind Kind);

/// <summary>The kind of a directory entry (d_type of readdir(3)).</summary>
internal enum HostEntryKind
{
    Unknown = 0,
    Directory = 4,
    File = 8,
    Link = 10,
}
