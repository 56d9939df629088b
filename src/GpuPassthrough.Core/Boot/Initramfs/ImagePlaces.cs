using GpuPassthrough.Boot.Initramfs.Detection;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>Where the image of a kernel is by the names in use.</summary>
internal static class ImagePlaces
{
    /// <summary>The names that Debian, Fedora and SUSE give, then kernel-install's layouts, then unified images of this release.</summary>
    internal static IReadOnlyList<string> Of(HostRoot host, string release) =>
    [
        .. Named(release).Select(name => $"{HostPaths.BootFolder}/{name}"),
        .. HostPaths.BootFolders.SelectMany(folder => OfKernelInstall(host, folder, release)),
        .. HostPaths.BootFolders.SelectMany(folder => ImageNames.Unified(host, folder)).Where(path => IsOf(path, release)),
    ];

    private static IEnumerable<string> Named(string release) => [$"initrd.img-{release}", $"initramfs-{release}.img", $"initrd-{release}", $"booster-{release}.img"];

    private static IEnumerable<string> OfKernelInstall(HostRoot host, string folder, string release) => host.List(folder)
        .SelectMany(token => (string[])[$"{folder}/{token.Name}/{release}/initrd", $"{folder}/{token.Name}/{release}/initrd.img-{release}"])
        .Where(path => host.Identify(path) is { IsRegularFile: true });

    // TOKEN-RELEASE.efi (kernel-install), linux-RELEASE-TOKEN.efi (dracut); 6.1 must not find 6.1.2.
    private static bool IsOf(string path, string release)
    {
        string name = $"-{Path.GetFileNameWithoutExtension(path)}-";
        return name.Contains($"-{release}-", StringComparison.Ordinal) || name.Contains($"-{release}+", StringComparison.Ordinal);
    }
}
