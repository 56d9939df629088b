using System.Globalization;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Iommu;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Usage;
using GpuPassthrough.Vfio.Stubs;

namespace GpuPassthrough.Readiness.Checks;

/// <summary>All that checks look at, read when it is first asked for.</summary>
internal sealed class HostScene
{
    private readonly Lazy<PciInventory> _inventory;
    private readonly Lazy<StubHost> _stubs;
    private readonly Lazy<Processor> _processor;
    private readonly Lazy<KernelLog?> _log;
    private readonly Lazy<IReadOnlyDictionary<PciAddress, DeviceUse[]>> _uses;

    /// <param name="host">The host.</param>
    /// <param name="inventory">Its functions where they were read already.</param>
    /// <param name="bootLoader">The boot loader by name; null to find out.</param>
    internal HostScene(HostRoot host, PciInventory? inventory = null, string? bootLoader = null)
    {
        Host = host;
        IsLive = host.IsLive;
        _inventory = new Lazy<PciInventory>(() => inventory ?? PciInventory.Read(host));
        _stubs = new Lazy<StubHost>(() => StubHost.Read(host, bootLoader, Inventory));
        _processor = new Lazy<Processor>(() => Processor.Read(host));
        _log = new Lazy<KernelLog?>(() => KernelLog.Read(host));
        _uses = new Lazy<IReadOnlyDictionary<PciAddress, DeviceUse[]>>(() => UsageReader.Read(host, Cards.SelectMany(card => card.Set).Select(device => device.Address)));
    }

    internal HostRoot Host { get; }

    /// <summary>True for the running machine: what is not in files can be asked.</summary>
    internal bool IsLive { get; init; }

    /// <summary>True when this process may see what only root sees.</summary>
    internal bool IsPrivileged { get; init; } = Environment.IsPrivilegedProcess;

    /// <summary>The cards that are judged.</summary>
    internal IReadOnlyList<CardScene> Cards { get; private set; } = [];

    /// <summary>Who uses the functions of those cards, and of what goes along with them.</summary>
    internal IReadOnlyDictionary<PciAddress, DeviceUse[]> Uses => _uses.Value;

    internal PciInventory Inventory => _inventory.Value;

    internal IReadOnlyList<IommuGroup> Groups => Stubs.Groups;

    /// <summary>How the host boots and what is stubbed there.</summary>
    /// <exception cref="PassthroughException">The module's own file was edited so that it cannot be read.</exception>
    internal StubHost Stubs => _stubs.Value;

    internal Processor Processor => _processor.Value;

    /// <summary>The kernel's log; null when this process may not read it.</summary>
    internal KernelLog? Log => _log.Value;

    /// <summary>The release of the running kernel; empty where it is not known.</summary>
    internal string Release => Read(HostPaths.KernelRelease) ?? string.Empty;

    /// <summary>The first two numbers of the release; null where there are none.</summary>
    internal Version? KernelVersion => Version.TryParse(string.Join('.', Release.Split('.').Take(2)), out Version? version) ? version : null;

    /// <summary>The features of the processor; null where they are not known, as of others than x86.</summary>
    internal string[]? Features
    {
        get
        {
            string? line = Read(HostPaths.ProcessorInfo)?.Split('\n').FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal));
            return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    /// <summary>True where the machine is a guest itself.</summary>
    internal bool IsGuest => Features?.Contains("hypervisor") == true;

    internal KernelCommandLine Running => KernelCommandLine.Parse(Read(HostPaths.KernelCommandLine) ?? string.Empty);

    /// <summary>True where there is the sysfs of a kernel, be it recorded: a mounted disk has none.</summary>
    internal bool HasSysfs => Host.Identify(HostPaths.PciDevices) is not null;

    /// <summary>The IOMMUs that the kernel drives, by name.</summary>
    internal IReadOnlyList<string> Units => [.. Host.List(HostPaths.IommuClass).Select(entry => entry.Name)];

    /// <summary>The groups that an IOMMU made: without one VFIO makes some, too, when it is told to (vfio-noiommu).</summary>
    internal int IsolatedGroups => Host.List(HostPaths.IommuGroups).Count(entry => Read($"{HostPaths.IommuGroups}/{entry.Name}/name") != "vfio-noiommu");

    internal bool IsIommuActive => IsolatedGroups > 0;

    /// <summary>Sets the cards that are judged.</summary>
    internal HostScene With(IEnumerable<PciDevice> cards)
    {
        Cards = [.. cards.Select(card => new CardScene(this, card))];
        return this;
    }

    internal string? Read(string path) => Host.ReadText(path);

    internal string Describe(string path) => Host.Describe(path);

    /// <summary>A parameter of a loaded module, as the kernel prints it.</summary>
    internal string? Parameter(string module, string name) => Read($"{HostPaths.KernelModules}/{module}/parameters/{name}");

    /// <summary>A number in a file; null when it is not there.</summary>
    internal long? Number(string path) => long.TryParse(Read(path), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>What can only be asked of the running machine.</summary>
    internal Finding NotLive() => Finding.Skip(Messages.Format("ReadyNotLive", Host.Path));

    /// <summary>What is seen in sysfs only.</summary>
    internal Finding NoSysfs() => Finding.Skip(Messages.Format("ReadyNoSysfs", Describe(HostPaths.PciDevices)));

    internal Finding NotThere(string path) => Finding.Skip(Messages.Format("ReadyNotThere", Describe(path)));
}
