using System.Collections.Concurrent;
using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>What the functions of one host have in common: where they are from, and the indexes their names are looked up in.</summary>
internal sealed class PciSources
{
    private static readonly ConcurrentDictionary<HardwareId, string> IdTexts = new();

    private PciSources(HostRoot host, PciNames names, ModuleIndex modules)
    {
        HostRoot = host.Path;
        HostId = host.Id;
        Names = names;
        Modules = modules;
    }

    internal string HostRoot { get; }

    internal string? HostId { get; }

    internal PciNames Names { get; }

    internal ModuleIndex Modules { get; }

    internal static PciSources Open(HostRoot host) => new(host, PciNames.Load(host), ModuleIndex.Load(host));

    internal static string IdText(HardwareId id) => IdTexts.GetOrAdd(id, static key => key.ToString());
}
