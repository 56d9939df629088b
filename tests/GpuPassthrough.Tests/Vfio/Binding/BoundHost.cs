using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Vfio.Binding;

namespace GpuPassthrough.Tests.Vfio.Binding;

/// <summary>Moves functions of a bus that is made for the test.</summary>
internal static class BoundHost
{
    internal const string Card = "0000:01:00.0";
    internal const string Sound = "0000:01:00.1";

    /// <summary>The limit of tests in which something hangs.</summary>
    internal static readonly TimeSpan Short = TimeSpan.FromMilliseconds(400);

    /// <summary>A card and its sound, with the drivers of a usual host.</summary>
    internal static FakePciBus Usual(string? driver = "nouveau", string? sound = "snd_hda_intel", string? cardOverride = null) => new FakePciBus()
        .Add(new FakeDriver("nouveau", "10de:1c03"))
        .Add(new FakeDriver("snd_hda_intel", "10de:10f1"))
        .Add(new FakeDriver("vfio-pci"))
        .Add(new FakeFunction(Card, "10de:1c03") { Driver = driver, Override = cardOverride })
        .Add(new FakeFunction(Sound, "10de:10f1") { Driver = sound }, "040300");

    /// <summary>Moves the functions; null for the driver lets the kernel choose.</summary>
    internal static DriverMover Move(this FakePciBus bus, string? driver, TimeSpan? limit = null, Func<IReadOnlyList<string>, CommandResult>? run = null, CancellationTokenSource? stop = null, params string[] addresses)
    {
        using HostRoot host = HostRoot.Open(bus.Tree.Root);
        host.Devices = bus.Open;
        Patience patience = new(limit ?? TimeSpan.FromSeconds(30), waiting: null, stop?.Token ?? CancellationToken.None) { Grace = Short };
        DriverMover mover = new(host, new ModuleLoader(run), patience, stop?.Token ?? CancellationToken.None);
        mover.Move(bus.Plan(host, driver, patience, addresses).Moves);
        return mover;
    }

    internal static DriverPlan Plan(this FakePciBus bus, HostRoot host, string? driver, Patience patience, params string[] addresses)
    {
        PciInventory inventory = PciInventory.Read(host);
        HashSet<string> wanted = [.. addresses.Length == 0 ? bus.States.Select(state => state.Split(' ')[0]) : addresses];
        return DriverPlan.Make(host, inventory, [.. inventory.Devices.Where(device => wanted.Contains(device.Address.ToString()))], driver, patience);
    }

    /// <summary>The states an error says that stand, as the bus writes them.</summary>
    internal static string[] Said(DriverBindingException error) =>
        [.. error.Standing.Select(state => $"{state.Address} {state.Driver ?? "-"} {state.Override ?? "-"}")];
}
