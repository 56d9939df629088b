using System.IO.Compression;
using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>Names of vendors, devices, boards and classes, from the host's pci.ids or else the running system's.</summary>
internal sealed class PciNames
{
    private static readonly FileCache<PciIdsFile> Cache = new();
    private static readonly PciNames Empty = new(null);

    private readonly PciIdsFile? _file;

    private PciNames(PciIdsFile? file) => _file = file;

    internal static PciNames Load(HostRoot host)
    {
        if (Find(host) is PciIdsFile own) return new PciNames(own);
        if (host.IsLive) return Empty;
        using HostRoot running = HostRoot.Open();
        return Find(running) is PciIdsFile other ? new PciNames(other) : Empty;
    }

    internal string? DeviceName(HardwareId id) => _file?.FullName(id);

    internal string? VendorName(ushort vendor) => _file?.Vendor(vendor);

    internal string? ClassName(PciClass code) => _file?.Class(code);

    internal string? SubsystemName(PciDeviceFacts facts)
    {
        if (facts is not { SubsystemVendor: ushort vendor, SubsystemDevice: ushort device }) return null;
        if (_file?.Vendor(vendor) is not string name) return null;
        return name + " " + (_file.Subsystem(facts.Id, new HardwareId(vendor, device)) ?? "Device " + HexText.Word(device));
    }

    private static PciIdsFile? Find(HostRoot host)
    {
        foreach (string path in HostPaths.PciIds)
        {
            if (Cache.Get(host, path, path.EndsWith(".gz", StringComparison.Ordinal) ? Decompress : PciIdsFile.Parse) is PciIdsFile file) return file;
        }

        return null;
    }

    private static PciIdsFile Decompress(byte[] compressed)
    {
        try
        {
            using GZipStream stream = new(new MemoryStream(compressed), CompressionMode.Decompress);
            using MemoryStream text = new();
            stream.CopyTo(text);
            return PciIdsFile.Parse(text.ToArray());
        }
        catch (InvalidDataException)
        {
            // A damaged name file costs names, nothing else.
            return PciIdsFile.Parse([]);
        }
    }
}
