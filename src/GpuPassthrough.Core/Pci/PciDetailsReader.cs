using System.Globalization;
using System.Text;
using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>Reads what <c>-Detailed</c> adds. A function in D3cold is not woken: its configuration space is left alone.</summary>
internal static class PciDetailsReader
{
    private const int LargestConfig = 4096;

    /// <param name="host">The host.</param>
    /// <param name="device">The function.</param>
    /// <param name="uses">Who uses it: another room finds that out.</param>
    internal static PciDevice Read(HostRoot host, PciDevice device, DeviceUse[]? uses = null)
    {
        using HostDirectory? directory = host.OpenDirectory($"{HostPaths.PciDevices}/{device.Address}");
        return directory is null ? device : device.WithDetails(Read(directory, device) with { UsedBy = uses ?? [] });
    }

    private static PciDetails Read(HostDirectory directory, PciDevice device)
    {
        PciResources resources = PciResources.Parse(directory.ReadText("resource"u8));
        string? powerState = directory.ReadText("power_state"u8);
        ConfigSpace config = new(powerState == "D3cold" ? default(ReadOnlyMemory<byte>) : directory.ReadBytes("config"u8, LargestConfig) ?? []);
        PciAddress[] virtualFunctions = VirtualFunctions(directory);
        PciAddress? physical = LinkedAddress(directory, "physfn"u8);
        int? most = Number(directory, "sriov_totalvfs"u8);
        return new PciDetails
        {
            SubsystemName = device.SubsystemName,
            Bars = resources.Bars,
            RomSize = resources.RomSize,
            IsRomShadowed = resources.IsRomShadowed,
            Link = Link(directory),
            ResetMethods = directory.ReadText("reset_method"u8)?.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            PowerState = powerState,
            NumaNode = Number(directory, "numa_node"u8) is int node and >= 0 ? node : null,
            SriovRole = physical is not null ? SriovRole.Virtual : most is not null ? SriovRole.Physical : SriovRole.None,
            PhysicalFunction = physical,
            VirtualFunctions = virtualFunctions,
            MostVirtualFunctions = most,
            ResizableBars = ResizableBars(directory, resources),
            DriverOverride = directory.ReadText("driver_override"u8) is { Length: > 0 } driver && driver != "(null)" ? driver : null,
            ConfigSize = config.Length,
            Capabilities = [.. config.Capabilities()],
        };
    }

    private static PciLink? Link(HostDirectory directory)
    {
        if (directory.ReadText("max_link_width"u8) is null) return null;
        return new PciLink(
            Speed(directory.ReadText("current_link_speed"u8)),
            Number(directory, "current_link_width"u8),
            Speed(directory.ReadText("max_link_speed"u8)),
            Number(directory, "max_link_width"u8));
    }

    // "8.0 GT/s PCIe"; "8 GT/s" on old kernels; "Unknown".
    private static decimal? Speed(string? text) =>
        decimal.TryParse(text?.Split(' ')[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal speed) ? speed : null;

    private static int? Number(HostDirectory directory, ReadOnlySpan<byte> name) =>
        int.TryParse(directory.ReadText(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static PciAddress[] VirtualFunctions(HostDirectory directory)
    {
        if (!directory.Exists("virtfn0"u8) || directory.List(out List<HostEntry> entries) != Errno.None) return [];
        return [.. entries.Where(entry => entry.Name.StartsWith("virtfn", StringComparison.Ordinal))
            .Select(entry => LinkedAddress(directory, Encoding.UTF8.GetBytes(entry.Name)))
            .OfType<PciAddress>().Order()];
    }

    private static PciAddress? LinkedAddress(HostDirectory directory, ReadOnlySpan<byte> name)
    {
        Span<byte> target = stackalloc byte[512];
        if (directory.ReadLinkName(name, target, out int start, out int length) != Errno.None) return null;
        return PciAddress.TryParse(Encoding.UTF8.GetString(target.Slice(start, length)), out PciAddress address) ? address : null;
    }

    private static PciResizableBar[] ResizableBars(HostDirectory directory, PciResources resources)
    {
        List<PciResizableBar> bars = [];
        for (int index = 0; index < 6; index++)
        {
            string? text = directory.ReadText(Encoding.ASCII.GetBytes($"resource{index}_resize"));
            if (!ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong sizes)) continue;
            ulong size = resources.Bars.FirstOrDefault(bar => bar.Index == index)?.Size ?? 0;

            // Bit n stands for 2^(20+n) bytes (Documentation/ABI/testing/sysfs-bus-pci).
            bars.Add(new PciResizableBar(index, size, [.. Enumerable.Range(0, 43).Where(bit => (sizes >> bit & 1) == 1).Select(bit => 1ul << (20 + bit))]));
        }

        return [.. bars];
    }
}
