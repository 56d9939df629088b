using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Usage;

/// <summary>
/// Finds who uses functions of a host now. Each class of devices is listed once, however many functions are asked
/// for; what this process may not read (other users' open files) is left out.
/// </summary>
internal static class UsageReader
{
    /// <summary>The uses of each function asked for, sorted by kind; empty for a function nobody uses.</summary>
    internal static IReadOnlyDictionary<PciAddress, DeviceUse[]> Read(HostRoot host, IEnumerable<PciAddress> functions)
    {
        UsageBook book = new(functions);
        if (book.IsEmpty) return book.Close();
        BlockDevices blocks = BlockDevices.Read(host, book.Wants);
        StorageUse.Read(host, blocks, book);
        NetworkUse.Read(host, book);
        ConsoleUse.Read(host, book);
        DeviceNodes nodes = DeviceNodes.Read(host, blocks, book.Wants);
        if (!nodes.IsEmpty) OpenNodes.Read(host, nodes.Find, book);
        return book.Close();
    }
}
