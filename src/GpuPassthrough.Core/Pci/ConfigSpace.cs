using System.Buffers.Binary;

namespace GpuPassthrough.Pci;

/// <summary>
/// Configuration space as the kernel let it be read (sysfs <c>config</c>): 64 bytes without privilege, else 256 or 4096.
/// Offsets and lists: PCI Local Bus 3.0 section 6.7 and PCI Express Base section 7.6; names as in linux/pci_regs.h.
/// </summary>
internal sealed class ConfigSpace(ReadOnlyMemory<byte> bytes)
{
    private const int CapabilityPointer = 0x34;
    private const int CardBusCapabilityPointer = 0x14;
    private const int FirstExtended = 0x100;
    private const int MostCapabilities = 48;
    private const int MostExtended = 960;

    private static readonly string?[] Names =
    [
        null, "PM", "AGP", "VPD", "SlotID", "MSI", "CompactPCI HotSwap", "PCI-X", "HyperTransport", "Vendor", "Debug", "CompactPCI",
        "HotPlug", "SubsystemVendor", "AGP8X", "Secure", "PCIe", "MSI-X", "SATA", "AF", "EA",
    ];

    private static readonly string?[] ExtendedNames =
    [
        null, "AER", "VC", "DSN", "PowerBudget", "RCLink", "RCLinkControl", "RCEC", "MFVC", "VC9", "RCRB", "VNDR", "CAC", "ACS", "ARI", "ATS",
        "SR-IOV", "MR-IOV", "Multicast", "PRI", "AMD", "REBAR", "DPA", "TPH", "LTR", "SecPCIe", "PMUX", "PASID", "LNR", "DPC", "L1SS", "PTM",
        "M-PCIe", "FRS", "RTR", "DVSEC", "VF-REBAR", "DLF", "PL-16GT", "Margining", "HierarchyID", "NPEM", "PL-32GT",
    ];

    internal int Length => bytes.Length;

    private byte HeaderType => bytes.Length > 0x0e ? (byte)(bytes.Span[0x0e] & 0x7f) : (byte)0;

    internal IEnumerable<PciCapability> Capabilities() => Standard().Concat(Extended());

    private IEnumerable<PciCapability> Standard()
    {
        int pointer = HeaderType == 2 ? CardBusCapabilityPointer : CapabilityPointer;

        // Status bit 4 says whether there is a list at all.
        if (bytes.Length < 0x40 || (bytes.Span[6] & 0x10) == 0) yield break;
        int offset = bytes.Span[pointer] & ~3;
        for (int count = 0; count < MostCapabilities && offset >= 0x40 && offset + 2 <= bytes.Length; count++)
        {
            int id = bytes.Span[offset];
            if (id == 0xff) yield break;
            yield return new PciCapability(id, IsExtended: false, offset, Name(Names, id));
            offset = bytes.Span[offset + 1] & ~3;
        }
    }

    private IEnumerable<PciCapability> Extended()
    {
        int offset = FirstExtended;
        for (int count = 0; count < MostExtended && offset >= FirstExtended && offset + 4 <= bytes.Length; count++)
        {
            uint header = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[offset..]);
            if (header is 0 or uint.MaxValue) yield break;
            int id = (int)(header & 0xffff);
            yield return new PciCapability(id, IsExtended: true, offset, Name(ExtendedNames, id));
            offset = (int)(header >> 20) & ~3;
        }
    }

    private static string Name(string?[] names, int id) => (id < names.Length ? names[id] : null) ?? $"0x{id:x2}";
}
