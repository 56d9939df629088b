using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs.Formats;

/// <summary>Lines of mkinitcpio.conf(5), which bash reads.</summary>
internal static class MkinitcpioLines
{
    private const string Modules = "MODULES";

    /// <summary>
    /// What has to follow the configuration there is. Our modules come before the user's, among which the drivers of the
    /// cards may be: mkinitcpio loads them in this order.
    /// </summary>
    internal static IReadOnlyList<string> Of(BashSettings settings, EarlyContent wanted) => [.. ModulesLine(settings, wanted.Modules), .. FilesLine(settings, wanted.Files)];

    private static IEnumerable<string> ModulesLine(BashSettings settings, IReadOnlyList<string> wanted)
    {
        bool isThere = settings.IsCertain && !settings.IsString(Modules) && IsFirst(settings.Words(Modules) ?? [], wanted);
        if (wanted.Count == 0 || isThere) yield break;

        // A string of old is split into words only where it is not quoted.
        string rest = settings.IsString(Modules) ? "$MODULES" : "\"${MODULES[@]}\"";
        yield return $"{Modules}=({string.Join(' ', wanted)} {rest})";
    }

    // The modconf hook copies modprobe.d; where it is missing, or nobody can say, the file is named. Twice does no harm.
    private static IEnumerable<string> FilesLine(BashSettings settings, IReadOnlyList<string> files)
    {
        bool isCopied = settings.IsCertain && Copies(settings);
        if (files.Count > 0 && !isCopied) yield return $"FILES+=({string.Join(' ', files.Select(HostPaths.Absolute))})";
    }

    /// <summary>Whether modprobe.d goes into the image.</summary>
    internal static bool Copies(BashSettings settings) => Hooks(settings).Contains("modconf", StringComparer.Ordinal);

    internal static IEnumerable<string> Hooks(BashSettings settings) =>
        (settings.Words("HOOKS") ?? []).SelectMany(word => word.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether the list begins with the modules, in any order and spelling.</summary>
    private static bool IsFirst(IReadOnlyList<string> listed, IReadOnlyList<string> wanted) =>
        listed.Take(wanted.Count).Select(Normal).ToHashSet().IsSupersetOf(wanted.Select(Normal));

    private static string Normal(string module) => module.TrimEnd('?').Replace('-', '_');
}
