namespace GpuPassthrough.Host;

/// <summary>What only the checks of readiness look at.</summary>
internal static partial class HostPaths
{
    internal const string Kvm = "dev/kvm";

    /// <summary>1 in the last byte when the firmware checks signatures (UEFI, GlobalVariable): 4 bytes of attributes, then the value.</summary>
    internal const string SecureBoot = EfiVariables + "/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";

    /// <summary>Interrupts by the chip that delivers them: those that are remapped have names that begin with IR-.</summary>
    internal const string Interrupts = "proc/interrupts";

    /// <summary>Who holds which physical addresses; without privilege all addresses are zeros.</summary>
    internal const string PhysicalMemory = "proc/iomem";

    internal const string OwnLimits = "proc/self/limits";
    internal const string HugePages = "sys/kernel/mm/hugepages";
    internal const string VfioPciDriver = PciDrivers + "/vfio-pci";
}
