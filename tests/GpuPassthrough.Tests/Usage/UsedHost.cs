using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using GpuPassthrough.Usage;

namespace GpuPassthrough.Tests.Usage;

/// <summary>What a host in use has besides its functions: class devices, nodes, processes.</summary>
internal static class UsedHost
{
    /// <summary>A device below sys/devices and the link of its class to it, as the kernel makes them.</summary>
    internal static TemporaryHost Device(this TemporaryHost host, string deviceClass, string devicePath)
    {
        host.Folder("sys/devices/" + devicePath);
        return host.Link($"sys/class/{deviceClass}/{Path.GetFileName(devicePath)}", "../../devices/" + devicePath);
    }

    internal static TemporaryHost Block(this TemporaryHost host, string devicePath, string number)
    {
        host.Device("block", devicePath);
        return host.File($"sys/devices/{devicePath}/dev", number + "\n").Folder($"sys/devices/{devicePath}/holders");
    }

    internal static TemporaryHost Holder(this TemporaryHost host, string devicePath, string holder) =>
        host.Link($"sys/devices/{devicePath}/holders/{holder}", "../../../../virtual/block/" + holder);

    internal static TemporaryHost Character(this TemporaryHost host, string number, string devicePath, string nodeName)
    {
        host.Link("sys/dev/char/" + number, "../../devices/" + devicePath);
        return host.File($"sys/devices/{devicePath}/uevent", $"MAJOR={number.Split(':')[0]}\nMINOR={number.Split(':')[1]}\nDEVNAME={nodeName}\n");
    }

    internal static TemporaryHost Process(this TemporaryHost host, int id, string name, params string[] open)
    {
        host.File($"proc/{id}/comm", name + "\n").Folder($"proc/{id}/fd");
        for (int index = 0; index < open.Length; index++) host.Link($"proc/{id}/fd/{index}", open[index]);
        return host;
    }

    internal static IReadOnlyDictionary<PciAddress, DeviceUse[]> Read(this TemporaryHost tree, params string[] functions)
    {
        using HostRoot host = HostRoot.Open(tree.Root);
        return UsageReader.Read(host, functions.Select(PciAddress.Parse));
    }

    /// <summary>The uses of one function, one line each.</summary>
    internal static string[] Uses(this TemporaryHost host, string function) => [.. host.Read(function)[PciAddress.Parse(function)].Select(use => use.ToString())];
}
