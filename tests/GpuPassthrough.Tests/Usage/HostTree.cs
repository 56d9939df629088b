using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Usage;

namespace GpuPassthrough.Tests.Usage;

/// <summary>A small host in a temporary directory, with real links.</summary>
internal sealed class HostTree : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("usage-").FullName;

    internal string Root => _root;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    internal HostTree File(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, path))!);
        System.IO.File.WriteAllText(Path.Combine(_root, path), text);
        return this;
    }

    internal HostTree Folder(string path)
    {
        Directory.CreateDirectory(Path.Combine(_root, path));
        return this;
    }

    internal HostTree Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, path))!);
        System.IO.File.CreateSymbolicLink(Path.Combine(_root, path), target);
        return this;
    }

    /// <summary>A device below sys/devices and the link of its class to it, as the kernel makes them.</summary>
    internal HostTree Device(string deviceClass, string devicePath)
    {
        Folder("sys/devices/" + devicePath);
        return Link($"sys/class/{deviceClass}/{Path.GetFileName(devicePath)}", "../../devices/" + devicePath);
    }

    internal HostTree Block(string devicePath, string number)
    {
        Device("block", devicePath);
        return File($"sys/devices/{devicePath}/dev", number + "\n").Folder($"sys/devices/{devicePath}/holders");
    }

    internal HostTree Holder(string devicePath, string holder) =>
        Link($"sys/devices/{devicePath}/holders/{holder}", "../../../../virtual/block/" + holder);

    internal HostTree Character(string number, string devicePath, string nodeName)
    {
        Link("sys/dev/char/" + number, "../../devices/" + devicePath);
        return File($"sys/devices/{devicePath}/uevent", $"MAJOR={number.Split(':')[0]}\nMINOR={number.Split(':')[1]}\nDEVNAME={nodeName}\n");
    }

    internal HostTree Process(int id, string name, params string[] open)
    {
        File($"proc/{id}/comm", name + "\n").Folder($"proc/{id}/fd");
        for (int index = 0; index < open.Length; index++) Link($"proc/{id}/fd/{index}", open[index]);
        return this;
    }

    internal IReadOnlyDictionary<PciAddress, DeviceUse[]> Read(params string[] functions)
    {
        using HostRoot host = HostRoot.Open(_root);
        return UsageReader.Read(host, functions.Select(PciAddress.Parse));
    }

    /// <summary>The uses of one function, one line each.</summary>
    internal string[] Uses(string function) => [.. Read(function)[PciAddress.Parse(function)].Select(use => use.ToString())];
}
