using GpuPassthrough.Boot.Initramfs.Formats;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>The presets of mkinitcpio, one file for each kernel package: which images it makes, and from what configuration.</summary>
internal static class MkinitcpioPresets
{
    private const string Ending = ".preset";

    internal static IReadOnlyList<string> Paths(HostRoot host) => [.. host.List(HostPaths.MkinitcpioPresets)
        .Where(entry => entry.Name.EndsWith(Ending, StringComparison.Ordinal))
        .Select(entry => $"{HostPaths.MkinitcpioPresets}/{entry.Name}")];

    /// <summary>The configuration files that presets name: with one named, mkinitcpio does not read the drop-ins.</summary>
    internal static IEnumerable<(string Preset, string File)> Configurations(HostRoot host) =>
        from path in Paths(host)
        let settings = BashSettings.Parse(host.ReadText(path) ?? string.Empty)
        from image in Images(settings)
        let file = settings.Word($"{image}_config") ?? settings.Word("ALL_config")
        where file is not null
        select (path, file.TrimStart('/'));

    /// <summary>The images of a kernel package, below the root, in the order of its preset.</summary>
    internal static IReadOnlyList<string> ImagePaths(HostRoot host, string package)
    {
        if (host.ReadText($"{HostPaths.MkinitcpioPresets}/{package}{Ending}") is not string text) return [];
        BashSettings settings = BashSettings.Parse(text);
        return [.. Images(settings)
            .SelectMany(image => (string?[])[settings.Word($"{image}_image"), settings.Word($"{image}_uki"), settings.Word($"{image}_efi_image")])
            .OfType<string>()
            .Select(path => path.TrimStart('/'))];
    }

    private static IReadOnlyList<string> Images(BashSettings settings) => settings.Words("PRESETS") ?? [];
}
