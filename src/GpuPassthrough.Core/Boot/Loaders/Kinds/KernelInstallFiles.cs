using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders.Kinds;

/// <summary>What kernel-install(8) reads and leaves behind.</summary>
internal static class KernelInstallFiles
{
    /// <summary>Files that only its users have, and the entries it made.</summary>
    internal static IReadOnlyList<string> Traces(BootFacts facts) =>
    [
        .. new[] { HostPaths.KernelInstallCommandLine, HostPaths.KernelInstallEntryToken, HostPaths.KernelInstallSettings[0] }.Where(facts.Has),
        .. Entries(facts).Take(1).Select(entry => entry.Path),
    ];

    /// <summary>Entries named as kernel-install names them, TOKEN-RELEASE, for a kernel that it copied to TOKEN/RELEASE.</summary>
    internal static IEnumerable<LoaderEntry> Entries(BootFacts facts) => facts.Entries.Where(IsMade);

    /// <summary>What install.conf says of the layout: bls, uki, or another; null when it leaves that open.</summary>
    internal static string? Layout(BootFacts facts) => HostPaths.KernelInstallSettings
        .Where(facts.Has).Take(1)
        .SelectMany(path => (facts.Host.ReadText(path) ?? string.Empty).Split('\n'))
        .Where(line => line.StartsWith("layout=", StringComparison.Ordinal))
        .Select(line => line["layout=".Length..].Trim())
        .LastOrDefault();

    /// <summary>Kernels installed, by their releases.</summary>
    internal static IReadOnlyList<string> Releases(BootFacts facts) =>
    [
        .. HostPaths.ModuleTrees.SelectMany(tree => facts.Host.List(tree)).Select(entry => entry.Name).Distinct().Where(release => Image(facts, release) is not null).Order(VersionOrder.Instance),
    ];

    /// <summary>Hands each kernel to the boot loader anew: as Debian's own hooks do where the initramfs lies in /boot, else it is made on the way.</summary>
    internal static IReadOnlyList<PlannedCommand> AddAll(BootFacts facts) => [.. Releases(facts).Select(release => new PlannedCommand([.. Add(facts, release)]))];

    private static IEnumerable<string> Add(BootFacts facts, string release)
    {
        string initramfs = $"{HostPaths.BootFolders[0]}/initrd.img-{release}";
        IEnumerable<string> command = ["kernel-install", "add", release, HostPaths.Absolute(Image(facts, release)!)];
        return facts.Has(initramfs) ? command.Append(HostPaths.Absolute(initramfs)) : command;
    }

    private static string? Image(BootFacts facts, string release) =>
        HostPaths.ModuleTrees.Select(tree => $"{tree}/{release}/vmlinuz").Append($"{HostPaths.BootFolders[0]}/vmlinuz-{release}").FirstOrDefault(facts.Has);

    private static bool IsMade(LoaderEntry entry)
    {
        string[] path = (entry["linux"] ?? string.Empty).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path.Length >= 3 && entry.Id.Split('+')[0] == $"{path[^3]}-{path[^2]}";
    }
}
