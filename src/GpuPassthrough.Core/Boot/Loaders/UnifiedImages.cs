using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Loaders;

/// <summary>Unified kernel images where systemd-boot and the firmware's entries look for them.</summary>
internal static class UnifiedImages
{
    /// <summary>Their paths below the root.</summary>
    internal static IReadOnlyList<string> All(BootFacts facts) =>
    [
        .. from folder in HostPaths.BootFolders
           from entry in facts.Host.List($"{folder}/{HostPaths.UnifiedImages}")
           where entry.Name.EndsWith(".efi", StringComparison.OrdinalIgnoreCase)
           select $"{folder}/{HostPaths.UnifiedImages}/{entry.Name}",
    ];
}
