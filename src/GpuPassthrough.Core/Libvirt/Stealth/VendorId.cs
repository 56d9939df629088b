using System.Security.Cryptography;
using System.Text;

namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>The name a guest finds in CPUID leaf 0x40000000 (libvirt: hyperv vendor_id).</summary>
internal static class VendorId
{
    /// <summary>VIR_DOMAIN_HYPERV_VENDOR_ID_MAX of libvirt, and the room in the three registers.</summary>
    internal const int Longest = 12;

    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    // Names that drivers take for a hypervisor's: with one of them the setting would be in vain.
    private static readonly string[] Known = ["Microsoft Hv", "KVMKVMKVM", "VMwareVMware", "XenVMMXenVMM", "TCGTCGTCGTCG", "VBoxVBoxVBox"];

    /// <summary>1 to 12 printable characters of ASCII, no comma: it ends the value for QEMU.</summary>
    internal static bool IsValid(string value) =>
        value.Length is > 0 and <= Longest && value.All(character => character is >= ' ' and <= '~' and not ',') && value.Trim() == value;

    internal static bool IsKnown(string value) => Known.Contains(value, StringComparer.OrdinalIgnoreCase);

    /// <summary>The domain's own: the same each time, and another for each domain.</summary>
    /// <param name="identity">The UUID, or what else the domain is known by.</param>
    internal static string Derive(string identity)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes("GpuPassthrough vendor_id:" + identity.ToLowerInvariant()));
        return string.Concat(hash.Take(Longest).Select(value => Letters[value % Letters.Length]));
    }
}
