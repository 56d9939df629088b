using GpuPassthrough.Pci;

namespace GpuPassthrough.Snapshots;

/// <summary>
/// Takes out of configuration space what tells one card from another of its kind: the serial number (PCI Express Base
/// section 7.9.3, eight bytes behind the header), the data word of vital product data, which holds what was last read
/// of it (PCI Local Bus 3.0 appendix I), and the identifiers of the hierarchy ID (PCI Express Base section 7.9.17).
/// </summary>
internal static class ConfigScrubber
{
    private const int VitalProductData = 0x03;
    private const int SerialNumber = 0x0003;
    private const int HierarchyId = 0x0028;

    internal static byte[] Scrub(byte[] config)
    {
        byte[] scrubbed = (byte[])config.Clone();
        PciCapability[] capabilities = [.. new ConfigSpace(config).Capabilities()];
        foreach (PciCapability capability in capabilities)
        {
            int size = IdentifierSize(capability);
            int start = Math.Min(capability.Offset + 4, scrubbed.Length);
            int next = capabilities.Select(other => other.Offset).Where(offset => offset > capability.Offset).DefaultIfEmpty(scrubbed.Length).Min();
            int end = Math.Min(start + size, Math.Max(start, next));
            scrubbed.AsSpan(start..end).Clear();
        }

        return scrubbed;
    }

    private static int IdentifierSize(PciCapability capability) => (capability.IsExtended, capability.Id) switch
    {
        (false, VitalProductData) => 4,
        (true, SerialNumber) => 8,
        (true, HierarchyId) => 28,
        _ => 0,
    };
}
