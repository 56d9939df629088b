using System.Globalization;
using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>The guest's PCI slots: which are taken, and the next free one in this machine type.</summary>
internal sealed class GuestSlots
{
    private const string RootPort = "pcie-root-port";
    private const int LastBus = 255;
    private const int LastSlot = 31;

    // libvirt keeps slot 1 of an i440fx for the chipset and slot 2 for the first display.
    private const int FirstSlot = 3;

    private readonly DomainElement _domain;
    private readonly string _source;

    internal GuestSlots(DomainElement domain, string source)
    {
        _domain = domain;
        _source = source;
    }

    /// <summary>Root ports that had to be added, by their bus.</summary>
    internal List<int> AddedPorts { get; } = [];

    /// <summary>A free slot, as the address of its function 0; null where libvirt has to choose.</summary>
    /// <exception cref="HostDeviceException">All are taken.</exception>
    internal PciAddress? Next() => GuestMachines.Of(_domain) switch
    {
        GuestMachine.Express => new PciAddress(0, (byte)(FreePort() ?? AddPort()), 0, 0),
        GuestMachine.Conventional => Conventional(),
        _ => null,
    };

    /// <summary>Root ports with nothing behind them, by their bus.</summary>
    internal IEnumerable<int> EmptyPorts()
    {
        HashSet<int> taken = [.. Taken().Select(address => (int)address.Bus)];
        return Controllers().Where(controller => controller.Get("model") == RootPort).Select(Index).OfType<int>().Where(index => !taken.Contains(index)).Order();
    }

    private IEnumerable<DomainElement> Devices() => _domain.FindAll("devices").SelectMany(devices => devices.Elements).Where(device => device.IsPlain);

    private IEnumerable<DomainElement> Controllers() => Devices().Where(device => device.Name == "controller" && device.Get("type") == "pci");

    private IEnumerable<PciAddress> Taken() => Devices().Select(GuestAddress.Of).OfType<PciAddress>();

    private static int? Index(DomainElement controller) => (int?)LibvirtNumber.Read(controller.Get("index"));

    private int? FreePort() => EmptyPorts().Select(index => (int?)index).FirstOrDefault(index => index <= LastBus);

    private int AddPort()
    {
        int last = Controllers().Select(Index).OfType<int>().Concat(Taken().Select(address => (int)address.Bus)).DefaultIfEmpty(0).Max();
        int bus = last + 1 <= LastBus ? last + 1 : throw HostDeviceException.NoSlot(_source);
        DomainElement devices = _domain.Part("devices");
        DomainElement port = Controllers().LastOrDefault() is DomainElement other ? devices.Add("controller", other) : devices.AddDevice("controller");
        port.Set("type", "pci");
        port.Set("index", bus.ToString(CultureInfo.InvariantCulture));
        port.Set("model", RootPort);
        AddedPorts.Add(bus);
        return bus;
    }

    private PciAddress Conventional()
    {
        HashSet<(byte Bus, byte Slot)> taken = [.. Taken().Select(address => (address.Bus, address.Device))];
        IEnumerable<int> buses = Controllers().Where(controller => controller.Get("model") == "pci-bridge").Select(Index).OfType<int>().Where(index => index is > 0 and <= LastBus).Order();
        foreach (int bus in buses.Prepend(0))
        {
            for (int slot = bus == 0 ? FirstSlot : 1; slot <= LastSlot; slot++)
            {
                if (!taken.Contains(((byte)bus, (byte)slot))) return new PciAddress(0, (byte)bus, (byte)slot, 0);
            }
        }

        throw HostDeviceException.NoSlot(_source);
    }
}
