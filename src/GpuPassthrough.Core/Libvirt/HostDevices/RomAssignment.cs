using System.Xml;
using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>Finds the function each ROM file is for, and whether the file serves there.</summary>
internal sealed class RomAssignment
{
    private readonly HostRoot _host;
    private readonly IReadOnlyList<PciDevice> _displays;

    /// <param name="host">The host.</param>
    /// <param name="devices">The functions a domain is given.</param>
    internal RomAssignment(HostRoot host, IEnumerable<PciDevice> devices)
    {
        _host = host;
        _displays = [.. devices.Where(device => device.IsDisplay)];
    }

    /// <summary>The paths on the host, by function.</summary>
    /// <exception cref="HostDeviceException">A file fits none, or not certainly one.</exception>
    internal IReadOnlyDictionary<PciAddress, string> Assign(IReadOnlyCollection<RomRequest> requests)
    {
        Dictionary<PciAddress, string> files = [];
        foreach (RomRequest request in requests.DistinctBy(request => (request.Path, request.Function)))
        {
            PciDevice device = DeviceFor(request, requests.Count);
            if (!files.TryAdd(device.Address, HostPath(request.Path))) throw HostDeviceException.RomTwice(request.Path, device.Address);
        }

        return files;
    }

    /// <summary>What speaks against the files: their content, and whether QEMU may read them.</summary>
    /// <param name="files">The paths on the host, by function.</param>
    /// <param name="isSystem">True when libvirt's system daemon runs the domain; in a session QEMU may read what the user may.</param>
    /// <exception cref="PassthroughException">A file is no ROM, or of no use to the card.</exception>
    internal IEnumerable<HostDeviceException> Check(IReadOnlyDictionary<PciAddress, string> files, bool isSystem = true)
    {
        RomAccess access = RomAccess.Read(_host);
        foreach ((PciAddress address, string path) in files)
        {
            GpuRom rom = RomFile.Read(_host, _host.Describe(path.TrimStart('/')));
            PciDevice device = _displays.First(display => display.Address == address);
            if (RomValidation.Refuse(rom.Content, device) is string reason) throw HostDeviceException.RomUnusable(path, address, reason);
            foreach (GpuRomProblem problem in RomValidation.Compare(rom.Content, device)) yield return HostDeviceException.RomMismatch(path, problem.Message);
            if (isSystem && access.Judge(path) is HostDeviceException denied) yield return denied;
        }
    }

    /// <summary>What is no obstacle known for certain, but is to be said.</summary>
    internal IEnumerable<string> Hints(IReadOnlyDictionary<PciAddress, string> files)
    {
        RomAccess access = RomAccess.Read(_host);
        return files.Values.Select(access.Hint).OfType<string>();
    }

    private PciDevice DeviceFor(RomRequest request, int count)
    {
        if (request.Function is PciAddress function) return _displays.FirstOrDefault(display => display.Address == function) ?? throw HostDeviceException.RomForNone(request.Path, function);
        return _displays.Count == 1 && count == 1 ? _displays[0] : throw HostDeviceException.RomWithoutCard(request.Path, _displays.Count);
    }

    private string HostPath(string path)
    {
        string onHost = _host.PathOnHost(path) ?? throw HostDeviceException.RomNotOnHost(path, _host.Path);
        return onHost.All(character => character >= ' ' && (XmlConvert.IsXmlChar(character) || char.IsSurrogate(character))) ? onHost : throw HostDeviceException.RomName(path);
    }
}
