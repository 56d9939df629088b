using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>Says why a host has no IOMMU groups, as far as it can be seen: what the firmware offers, and where the kernel was told.</summary>
internal static class IommuActivity
{
    private static readonly string[] Tables = ["DMAR", "IVRS", "IORT"];

    internal static string Explain(HostRoot host)
    {
        string? table = Array.Find(Tables, name => host.Identify($"{HostPaths.AcpiTables}/{name}") is not null);
        string where = table is null
            ? Messages.Format("IommuInactiveFirmware")
            : Messages.Format("IommuInactiveFirmwareTable", table, host.Describe(HostPaths.KernelCommandLine));
        return Messages.Format("IommuInactive", host.Path, where);
    }
}
