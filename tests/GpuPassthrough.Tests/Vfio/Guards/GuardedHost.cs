using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using GpuPassthrough.Vfio.Guards;

namespace GpuPassthrough.Tests.Vfio.Guards;

/// <summary>A host made for one question to the guards.</summary>
internal sealed class GuardedHost : IDisposable
{
    private readonly Dictionary<PciAddress, DeviceUse[]> _uses = [];

    internal TemporaryHost Tree { get; } = new();

    public void Dispose() => Tree.Dispose();

    internal GuardedHost Add(string address, string classCode = "030000", string? driver = null, string id = "10de:1c03", bool isBoot = false, int? group = null)
    {
        Tree.Function(address, id, classCode, driver, group);
        if (classCode == "030000") Tree.File($"sys/bus/pci/devices/{address}/boot_vga", isBoot ? "1\n" : "0\n");
        return this;
    }

    internal GuardedHost Use(string address, params DeviceUse[] uses)
    {
        _uses[PciAddress.Parse(address)] = uses;
        return this;
    }

    internal GuardScene Scene(GuardMoment moment, params string[] taken)
    {
        using HostRoot host = HostRoot.Open(Tree.Root);
        PciInventory inventory = PciInventory.Read(host);
        HashSet<PciAddress> addresses = [.. taken.Select(PciAddress.Parse)];
        return new GuardScene(inventory.Devices, [.. inventory.Devices.Where(device => addresses.Contains(device.Address))], _uses, IommuGroupReader.Read(host, inventory), moment);
    }

    /// <summary>The guards that stand in the way, as "Guard address".</summary>
    internal string[] Find(GuardMoment moment, params string[] taken) => [.. HostGuards.Find(Scene(moment, taken)).Select(found => $"{found.Guard} {found.Address}")];
}
