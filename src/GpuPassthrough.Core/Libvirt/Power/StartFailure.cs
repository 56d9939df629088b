using System.Globalization;
using System.Text.RegularExpressions;
using GpuPassthrough.Changes;
using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Pci;
using GpuPassthrough.Usage;

namespace GpuPassthrough.Libvirt.Power;

/// <summary>Turns what libvirt and QEMU say of a start that failed into what is to be put right on the host.</summary>
internal static partial class StartFailure
{
    /// <summary>The cause, or the failure as it is where the cause is not known.</summary>
    internal static PassthroughException Explain(HostRoot host, DomainDefinition domain, LibvirtException failure) =>
        failure.Detail is string detail ? Cause(host, domain, detail) ?? (PassthroughException)failure : failure;

    private static DomainPowerException? Cause(HostRoot host, DomainDefinition domain, string detail)
    {
        string name = domain.ToString();
        string text = string.Join(' ', detail.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => SafeLine.Of(line)));
        DomainPowerException Of(string id, params object?[] arguments) => new(id, name, detail, arguments);
        if (GroupNotViable().Match(text) is { Success: true } group) return Of("StartGroupNotViable", group.Groups["group"].Value, Reasons(host, group.Groups["group"].Value));
        if (TakenBy().Match(text) is { Success: true } taken) return Of("StartDeviceTaken", taken.Groups["address"].Value, taken.Groups["domain"].Value);
        if (NodeBusy().Match(text) is { Success: true } busy) return Of("StartDeviceBusy", busy.Groups["node"].Value, Holders(host, domain));
        if (Rom().Match(text) is { Success: true } rom) return Of("StartRomUnreadable", rom.Groups["file"].Value, RomDoubt(host, rom.Groups["file"].Value));
        if (MemoryLock().IsMatch(text)) return Of(domain.Uri == DomainUri.Session ? "StartMemoryLockSession" : "StartMemoryLock", text);
        if (UnsafeInterrupts().IsMatch(text)) return Of("StartIommuRefused", text);
        if (NoIommu().IsMatch(text)) return Of("StartNoIommu", text);
        if (Gone().Match(text) is { Success: true } gone) return Of("StartDeviceMissing", gone.Groups["address"].Value);
        if (Dead().Match(text) is { Success: true } dead) return Of("StartDeviceDead", dead.Groups["address"].Value);
        if (Network().Match(text) is { Success: true } network) return Of("StartNetworkDown", network.Groups["network"].Value);
        if (NoFirmware().IsMatch(text)) return Of("StartNoFirmware", text);
        return NoKvm().IsMatch(text) ? Of("StartNoKvm", text) : null;
    }

    // What sysfs says keeps the group from VFIO now; nothing when it has changed since.
    private static string Reasons(HostRoot host, string number)
    {
        int wanted = int.Parse(number, CultureInfo.InvariantCulture);
        IommuGroup? group = IommuGroupReader.Read(host, PciInventory.Read(host)).FirstOrDefault(group => group.Number == wanted);
        return group is { ViabilityReasons.Length: > 0 } ? string.Join(' ', group.ViabilityReasons) : Messages.Format("StartGroupChanged");
    }

    private static string Holders(HostRoot host, DomainDefinition domain)
    {
        PciAddress[] addresses = [.. HostFunctions.Of(domain.Document)];
        string[] uses = [.. UsageReader.Read(host, addresses).SelectMany(pair => pair.Value.Select(use => $"{pair.Key}: {use}"))];
        return uses.Length > 0 ? string.Join("; ", uses) : Messages.Format("StartHolderUnknown");
    }

    private static string RomDoubt(HostRoot host, string file)
    {
        string below = file.TrimStart('/');
        if (host.Identify(below) is not FileIdentity found) return Messages.Format("StartRomMissing");
        if (!found.IsRegularFile) return Messages.Format("StartRomMissing");
        return RomPlace.Doubt(host, Path.GetDirectoryName(below) ?? string.Empty) ?? Messages.Format("StartRomMode");
    }

    // QEMU, hw/vfio: by group, by the new way of iommufd, and since 10.0.
    [GeneratedRegex(@"group (?<group>\d+) is not viable", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex GroupNotViable();

    // libvirt, virhostdev.c.
    [GeneratedRegex(@"PCI device (?<address>[0-9a-f:.]+) is in use by driver \S+, domain (?<domain>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex TakenBy();

    [GeneratedRegex(@"(?<node>/dev/vfio/[\w/]+)'?: Device or resource busy", RegexOptions.CultureInvariant)]
    private static partial Regex NodeBusy();

    // QEMU, hw/pci/pci.c.
    [GeneratedRegex(@"(?:failed to (?:find|load) romfile|romfile) ""(?<file>[^""]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex Rom();

    [GeneratedRegex(@"(?:VFIO_MAP_DMA|dma_map\b.*|listener initialization) failed.*Cannot allocate memory|cannot limit locked memory|Failed to adjust locked memory", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex MemoryLock();

    [GeneratedRegex(@"Failed to set (?:iommu for container|VFIO IOMMU type).*Operation not permitted", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex UnsafeInterrupts();

    [GeneratedRegex(@"no iommu_group found|host doesn't support (?:VFIO PCI passthrough|passthrough of host PCI devices)", RegexOptions.CultureInvariant)]
    private static partial Regex NoIommu();

    // libvirt, virpci.c.
    [GeneratedRegex(@"Device (?<address>[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]) not found", RegexOptions.CultureInvariant)]
    private static partial Regex Gone();

    [GeneratedRegex(@"Unknown PCI header type '\d+' for device '(?<address>[0-9a-f:.]+)'", RegexOptions.CultureInvariant)]
    private static partial Regex Dead();

    [GeneratedRegex(@"network '(?<network>[^']+)' is not active", RegexOptions.CultureInvariant)]
    private static partial Regex Network();

    [GeneratedRegex(@"Unable to find .*firmware|no .*firmware.*(?:found|satisf)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NoFirmware();

    [GeneratedRegex(@"Could not access KVM kernel module|failed to initialize kvm|accel 'kvm' is not supported|Domain requires KVM|does not support virt type 'kvm'", RegexOptions.CultureInvariant)]
    private static partial Regex NoKvm();
}
