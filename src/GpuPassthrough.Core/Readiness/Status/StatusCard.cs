using GpuPassthrough.Libvirt.HostDevices;
using GpuPassthrough.Pci;
using GpuPassthrough.Usage;
using GpuPassthrough.Vfio;
using GpuPassthrough.Vfio.Stubs;

namespace GpuPassthrough.Readiness.Status;

/// <summary>One card on its way into one domain, with what was found of the steps so far.</summary>
internal sealed class StatusCard
{
    private readonly Lazy<IReadOnlyDictionary<PciAddress, DeviceUse[]>> _uses;
    private readonly Lazy<IReadOnlyList<VfioStub>> _stubs;
    private readonly Lazy<RomSearch> _roms;

    internal StatusCard(StatusScene scene, PciDevice card, StatusDomain domain)
    {
        Scene = scene;
        Device = card;
        Domain = domain;
        Set = PassthroughSet.Close(scene.Inventory.Devices, [card]);
        Entries = domain.Definition is null ? [] : [.. HostDeviceEntry.All(domain.Definition.Document.Root).Where(entry => entry.IsHostDevice)];
        _uses = new Lazy<IReadOnlyDictionary<PciAddress, DeviceUse[]>>(() => UsageReader.Read(scene.Host, Set.Select(device => device.Address)));
        _stubs = new Lazy<IReadOnlyList<VfioStub>>(() => new StubReader(scene.Stubs).Read([.. Set]), LazyThreadSafetyMode.PublicationOnly);
        _roms = new Lazy<RomSearch>(() => RomSearch.Of(scene.Host, card, scene.Request.Destination));
    }

    internal StatusScene Scene { get; }

    /// <summary>The display function, or the one that was named.</summary>
    internal PciDevice Device { get; }

    /// <summary>All that must go to a guest together.</summary>
    internal IReadOnlyList<PciDevice> Set { get; }

    internal StatusDomain Domain { get; }

    /// <summary>The functions of the host that the domain has.</summary>
    internal IReadOnlyList<HostDeviceEntry> Entries { get; }

    internal IReadOnlyDictionary<PciAddress, DeviceUse[]> Uses => _uses.Value;

    /// <exception cref="PassthroughException">The configuration of stubs cannot be read.</exception>
    internal IReadOnlyList<VfioStub> Stubs => _stubs.Value;

    /// <summary>The files with a ROM of this card.</summary>
    internal RomSearch Roms => _roms.Value;

    /// <summary>What was found of the steps before.</summary>
    internal Dictionary<PassthroughStepName, StepJudgement> Found { get; } = [];

    internal bool IsDone(PassthroughStepName step) => Found[step].IsDone;

    internal static string Text(IEnumerable<PciDevice> devices) => string.Join(", ", devices.Select(device => device.Address));
}
