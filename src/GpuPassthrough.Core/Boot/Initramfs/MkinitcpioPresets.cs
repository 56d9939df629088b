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

    /// <summary>Presets that make unified images, below the root.</summary>
    internal static IReadOnlyList<string> Unified(HostRoot host) =>
        [.. Paths(host).Where(path => Read(host, path) is BashSettings settings && Images(settings).Any(image => UnifiedImage(settings, image) is not null))];

    /// <summary>
    /// Files of kernel arguments that presets name for their unified images, as the host's programs name them; when one is
    /// named, mkinitcpio reads no other for that image.
    /// </summary>
    internal static IReadOnlyList<string> CommandLines(HostRoot host) =>
    [
        .. (from path in Unified(host)
            let settings = Read(host, path)
            from image in Images(settings)
            where UnifiedImage(settings, image) is not null
            select Option(settings.Words($"{image}_options") ?? []) ?? settings.Word($"{image}_cmdline") ?? settings.Word("ALL_cmdline")).OfType<string>().Distinct(),
    ];

    /// <summary>The configuration files that presets name: with one named, mkinitcpio does not read the drop-ins.</summary>
    internal static IEnumerable<(string Preset, string File)> Configurations(HostRoot host) =>
        from path in Paths(host)
        let settings = Read(host, path)
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

    private static BashSettings Read(HostRoot host, string path) => BashSettings.Parse(host.ReadText(path) ?? string.Empty);

    private static string? UnifiedImage(BashSettings settings, string image) => settings.Word($"{image}_uki") ?? settings.Word($"{image}_efi_image");

    // The options are one string, split at white space, or an array; they come last, so they win.
    private static string? Option(IReadOnlyList<string> options)
    {
        const string Name = "--cmdline";
        string[] words = [.. options.SelectMany(option => option.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))];
        int index = Array.FindIndex(words, word => word == Name || word.StartsWith(Name + "=", StringComparison.Ordinal));
        if (index < 0) return null;
        return words[index] == Name ? words.ElementAtOrDefault(index + 1) : words[index][(Name.Length + 1)..];
    }

    private static IReadOnlyList<string> Images(BashSettings settings) => settings.Words("PRESETS") ?? [];
}
