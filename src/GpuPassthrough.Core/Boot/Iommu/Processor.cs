using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Iommu;

/// <summary>The maker of the host's processor. That of a graphics card says nothing of the IOMMU.</summary>
/// <param name="Kind">Whose IOMMU it has.</param>
/// <param name="Vendor">What <c>/proc/cpuinfo</c> calls the maker; null when it does not.</param>
internal sealed record Processor(ProcessorKind Kind, string? Vendor)
{
    private static readonly Dictionary<string, ProcessorKind> Kinds = new(StringComparer.Ordinal)
    {
        ["GenuineIntel"] = ProcessorKind.Intel,
        ["CentaurHauls"] = ProcessorKind.Intel,
        ["Shanghai"] = ProcessorKind.Intel,
        ["AuthenticAMD"] = ProcessorKind.Amd,
        ["HygonGenuine"] = ProcessorKind.Amd,
    };

    internal static Processor Read(HostRoot host)
    {
        string? line = host.ReadText(HostPaths.ProcessorInfo)?.Split('\n').FirstOrDefault(line => line.StartsWith("vendor_id", StringComparison.Ordinal));
        string? vendor = line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return new Processor(vendor is null ? ProcessorKind.Other : Kinds.GetValueOrDefault(vendor), vendor);
    }
}
