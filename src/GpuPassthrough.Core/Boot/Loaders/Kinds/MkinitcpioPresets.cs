using System.Text.RegularExpressions;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>The presets of mkinitcpio(8): shell assignments that say what is made for each kernel.</summary>
internal static partial class MkinitcpioPresets
{
    /// <summary>Presets that make unified images, below the root.</summary>
    internal static IReadOnlyList<string> Unified(BootFacts facts) => [.. All(facts).Where(preset => Settings(facts, preset, "uki").Any())];

    /// <summary>Files of kernel arguments that presets name; when one does, mkinitcpio reads no other file for it.</summary>
    internal static IReadOnlyList<string> CommandLines(BootFacts facts) => [.. Unified(facts).SelectMany(preset => Settings(facts, preset, "cmdline")).Distinct()];

    private static IEnumerable<string> All(BootFacts facts) => facts.Host.List(HostPaths.MkinitcpioPresets)
        .Where(entry => entry.Name.EndsWith(".preset", StringComparison.Ordinal))
        .Select(entry => $"{HostPaths.MkinitcpioPresets}/{entry.Name}");

    private static IEnumerable<string> Settings(BootFacts facts, string preset, string name) => Assignment()
        .Matches(facts.Host.ReadText(preset) ?? string.Empty)
        .Where(match => match.Groups["name"].Value == name)
        .Select(match => match.Groups["value"].Value);

    [GeneratedRegex("""^[ \t]*\w+_(?<name>uki|cmdline)=(["']?)(?<value>[^"'\s#]+)\1""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();
}
