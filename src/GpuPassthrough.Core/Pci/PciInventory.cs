using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>The PCI functions of a host, read at one time: those that could be read, and an error for each that could not.</summary>
public sealed class PciInventory
{
    private PciInventory(PciSources sources, IReadOnlyList<PciAddress> addresses, IReadOnlyList<string> ignored, PciDevice[] devices, PciDeviceException[] errors)
    {
        Sources = sources;
        Addresses = addresses;
        Ignored = ignored;
        Devices = devices;
        Errors = errors;
    }

    /// <summary>The addresses of all functions the host has, in order, whether they were read or not.</summary>
    public IReadOnlyList<PciAddress> Addresses { get; }

    /// <summary>The functions, in the order of their addresses.</summary>
    public IReadOnlyList<PciDevice> Devices { get; }

    /// <summary>One error for each function that could not be read.</summary>
    public IReadOnlyList<PciDeviceException> Errors { get; }

    /// <summary>Names among the functions that are no PCI address.</summary>
    public IReadOnlyList<string> Ignored { get; }

    internal PciSources Sources { get; }

    /// <summary>Reads the functions of a host from <c>/sys/bus/pci/devices</c>.</summary>
    /// <param name="host">The host.</param>
    /// <param name="wanted">Only functions this is true for are read; null reads all.</param>
    public static PciInventory Read(HostRoot host, Func<PciAddress, bool>? wanted = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        PciSources sources = PciSources.Open(host);
        using HostDirectory? devices = host.OpenDirectory(HostPaths.PciDevices);
        if (devices is null || devices.List(out List<HostEntry> entries) != Errno.None) return new PciInventory(sources, [], [], [], []);
        (List<(PciAddress Address, string Name)> names, List<string> ignored) = Sort(entries);
        PciDeviceReader reader = new(host, devices);
        List<PciDevice> found = new(names.Count);
        List<PciDeviceException> errors = [];
        foreach ((PciAddress address, string name) in names)
        {
            if (wanted is not null && !wanted(address)) continue;
            if (reader.Read(address, name, out PciDeviceFacts facts) is PciDeviceException error) errors.Add(error);
            else found.Add(new PciDevice(facts, sources));
        }

        return new PciInventory(sources, [.. names.Select(entry => entry.Address)], ignored, [.. found], [.. errors]);
    }

    private static (List<(PciAddress Address, string Name)> Names, List<string> Ignored) Sort(List<HostEntry> entries)
    {
        List<(PciAddress Address, string Name)> names = new(entries.Count);
        List<string> ignored = [];
        foreach (HostEntry entry in entries)
        {
            if (PciAddress.TryParse(entry.Name.AsSpan(), out PciAddress address)) names.Add((address, entry.Name));
            else ignored.Add(entry.Name);
        }

        names.Sort((left, right) => left.Address.CompareTo(right.Address));
        return (names, ignored);
    }
}
