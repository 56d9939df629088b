using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Vfio.Guards;

namespace GpuPassthrough.Readiness.Checks;

/// <summary>A card among all that is looked at, with what goes to a guest along with it.</summary>
internal sealed class CardScene
{
    private readonly Lazy<IReadOnlyList<PciDevice>> _set;
    private readonly Lazy<IReadOnlyList<PciDevice>> _detailed;

    internal CardScene(HostScene host, PciDevice device)
    {
        Scene = host;
        Device = device;
        _set = new Lazy<IReadOnlyList<PciDevice>>(() => PassthroughSet.Close(host.Inventory.Devices, [device]));
        _detailed = new Lazy<IReadOnlyList<PciDevice>>(() => [.. Set.Select(member => PciDetailsReader.Read(Host, member, UsesOf(member)))]);
    }

    internal HostScene Scene { get; }

    internal HostRoot Host => Scene.Host;

    /// <summary>The function that stands for the card.</summary>
    internal PciDevice Device { get; }

    /// <summary>The passthrough set: what goes to a guest with the card.</summary>
    internal IReadOnlyList<PciDevice> Set => _set.Value;

    /// <summary>The same with their details.</summary>
    internal IReadOnlyList<PciDevice> Detailed => _detailed.Value;

    internal PciDetails? Details => Detailed.FirstOrDefault(device => device.Address == Device.Address)?.Details;

    /// <summary>Those of the set that are not on the card's own slot.</summary>
    internal IReadOnlyList<PciDevice> Strangers => [.. Set.Where(device => !device.Address.IsSameSlot(Device.Address))];

    /// <summary>The groups of the set.</summary>
    internal IReadOnlyList<IommuGroup> Groups => [.. Scene.Groups.Where(group => Set.Any(device => device.IommuGroup == group.Number))];

    /// <summary>What the guards would judge when the set is taken at the next start.</summary>
    internal GuardScene Guarded => new(Scene.Inventory.Devices, Set, Scene.Uses, Scene.Groups, GuardMoment.Boot)
    {
        Lost = Scene.Stubs.File.Stubs.Select(stub => stub.Address).Except(Set.Select(device => device.Address)).ToHashSet(),
    };

    /// <summary>The command that sets the card aside.</summary>
    internal string StubCommand => $"Set-VfioStub {Device.Address}";

    internal DeviceUse[] UsesOf(PciDevice device) => Scene.Uses.TryGetValue(device.Address, out DeviceUse[]? uses) ? uses : [];

    /// <summary>Functions by address, and with their names where there are any.</summary>
    internal static string Name(IEnumerable<PciDevice> devices) =>
        string.Join(", ", devices.Select(device => device.Name is string name ? $"{device.Address} ({SafeLine.Of(name, keepTabs: false)})" : $"{device.Address} ({device.Id})"));

    internal static string Text(IEnumerable<PciDevice> devices) => string.Join(", ", devices.Select(device => device.Address));
}
