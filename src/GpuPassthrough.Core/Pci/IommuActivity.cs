using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>Says why a host has no IOMMU groups, as far as it can be seen: what the firmware offers, and where the kernel was told.</summary>
internal static class IommuActivity
{
    /// <summary>The firmware's tables that describe one.</summary>
    internal static readonly string[] Tables = ["DMAR", "IVRS", "IORT", "VIOT"];

    /// <summary>The firmware's table that describes an IOMMU, by name; null when there is none.</summary>
    internal static string? Table(HostRoot host) => Array.Find(Tables, name => host.Identify($"{HostPaths.AcpiTables}/{name}") is not null);

    internal static string Explain(HostRoot host)
    {
        string? table = Table(host);
        string where = table is null
            ? Messages.Format("IommuInactiveFirmware")
            : Messages.Format("IommuInactiveFirmwareTable", table, host.Describe(HostPaths.KernelCommandLine));
        return Messages.Format("IommuInactive", host.Path, where);
    }
}
