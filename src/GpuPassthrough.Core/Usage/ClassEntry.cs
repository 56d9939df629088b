using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Usage;

/// <summary>A device as a class directory of sysfs names it.</summary>
/// <param name="Name">Its name in the class.</param>
/// <param name="Directory">The path of its directory below the host's root, through the class.</param>
/// <param name="Device">Its place in the device tree: the text of the link.</param>
internal sealed record ClassEntry(string Name, string Directory, string Device)
{
    internal PciAddress[] Functions => SysfsPath.Functions(Device);

    /// <summary>The devices of a class; none when the directory is absent or unreadable.</summary>
    internal static List<ClassEntry> List(HostRoot host, string path)
    {
        using HostDirectory? directory = host.OpenDirectory(path);
        if (directory is null) return [];
        _ = directory.List(out List<HostEntry> entries);
        return [.. entries.Select(entry => new ClassEntry(entry.Name, $"{path}/{entry.Name}", Locate(host, directory, entry.Name)))];
    }

    // In trees made by hand the device may be a directory whose "device" link leads to the function.
    private static string Locate(HostRoot host, HostDirectory directory, string name)
    {
        if (SysfsPath.LinkText(directory, name) is string link) return link;
        using HostDirectory? device = host.OpenDirectory($"{directory.Path}/{name}");
        return device is null ? "" : SysfsPath.LinkText(device, "device") ?? "";
    }
}
