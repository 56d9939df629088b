using System.Xml.Linq;
using CsCheck;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.HostDevices;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Libvirt.Document;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Libvirt.HostDevices;

public sealed class HostDeviceTests
{
    private const string RomFile = "/usr/share/qemu/gpu-20200905T1209.rom";

    private static readonly Gen<PciAddress[]> Cards = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 7], (bus, device, function) => new PciAddress(0, (byte)bus, (byte)device, (byte)function)).Array[1, 9];

    private static readonly string[] Machines = ["pc-q35-9.2", "pc-i440fx-9.2"];

    [Theory]
    [InlineData("windows10.disable-hypervisor-bit", true)]
    [InlineData("windows10.hyperv-enlightenments", true)]
    [InlineData("i440fx.before", false)]
    [InlineData("win10.before", false)]
    [InlineData("half.before", false)]
    public void Gives_the_card_of_the_tutorial(string before, bool hasRom)
    {
        HostDeviceRequest request = Request(["01:00.0", "01:00.1"], hasRom ? RomFile : null);
        string after = before.Replace(".before", "", StringComparison.Ordinal) + ".host-devices";
        HostDeviceResult result = HostDeviceEditor.Add(DomainFiles.Read(before), request);
        Assert.Equal(DomainFiles.Text(after), result.Document.ToString());
        Assert.Equal(before == "win10.before" ? 1 : 0, result.Notes.Count);
        Assert.Same(result.Document, HostDeviceEditor.Add(result.Document, request).Document);
    }

    [Theory]
    [InlineData("windows10.disable-hypervisor-bit")]
    [InlineData("i440fx.before")]
    public void Taking_out_gives_back_what_was(string before)
    {
        DomainDocument document = DomainFiles.Read(before);
        DomainDocument added = HostDeviceEditor.Add(document, Request(["01:00.0", "01:00.1"], RomFile)).Document;
        Assert.Equal(document.ToString(), HostDeviceEditor.Remove(added, Set("01:00.0", "01:00.1")).Document.ToString());
    }

    [Fact]
    public void A_port_that_was_added_stays_and_is_named()
    {
        DomainDocument added = HostDeviceEditor.Add(DomainFiles.Read("win10.before"), Request(["01:00.0"])).Document;
        HostDeviceResult result = HostDeviceEditor.Remove(added, Set("01:00.0"));
        Assert.Contains("pcie-root-port 2", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Contains("index='2'", result.Document.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_slot_without_function_0_is_told()
    {
        HostDeviceResult result = HostDeviceEditor.Remove(DomainFiles.Read("i440fx.host-devices"), Set("01:00.0"));
        Assert.Contains("0000:00:04.0", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    /// <summary>What QEMU asks of a domain's addresses: none twice, a function 0 on each slot, and its word when there are more.</summary>
    [Fact]
    public void Addresses_are_such_as_QEMU_takes() => Gen.Select(Gen.Int[0, 1], Cards, Cards).Sample((machine, first, second) =>
    {
        DomainDocument document = DomainDocument.Parse($"<domain type='kvm'><os><type machine='{Machines[machine]}'>hvm</type></os><devices><interface type='user'><address type='pci' bus='0' slot='3'/></interface></devices></domain>");
        DomainDocument added = HostDeviceEditor.Add(HostDeviceEditor.Add(document, new HostDeviceRequest(first)).Document, new HostDeviceRequest(second)).Document;
        XElement[] devices = [.. XElement.Parse(added.ToString()).Element("devices")!.Elements("hostdev")];
        Assert.Equal(first.Concat(second).Distinct().Count(), devices.Length);
        Assert.Equal(devices.Length, devices.Select(device => device.Element("address")!).Select(Place).Distinct().Count());
        Assert.Equal(devices.Length, devices.Select(device => device.Element("source")!.Element("address")!).Select(Place).Distinct().Count());
        foreach (IGrouping<string, XElement> slot in devices.Select(device => device.Element("address")!).GroupBy(address => Place(address)[..^2]))
        {
            XElement zero = slot.Single(address => address.Attribute("function")!.Value == "0x0");
            Assert.Equal(slot.Count() > 1, zero.Attribute("multifunction")?.Value == "on");
            Assert.All(slot.Where(address => address != zero), address => Assert.Null(address.Attribute("multifunction")));
            Assert.Single(slot.Select(address => Place(address.Parent!.Element("source")!.Element("address")!)[..^2]).Distinct());
        }

        int[] ports = [.. XElement.Parse(added.ToString()).Element("devices")!.Elements("controller").Select(port => (int)port.Attribute("index")!)];
        Assert.Equal(ports.Distinct().Count(), ports.Length);
        if (machine == 0) Assert.Equal(devices.Select(device => Convert.ToInt32(device.Element("address")!.Attribute("bus")!.Value, 16)).Distinct().Order(), ports.Order());
    });

    [Fact]
    public void Any_domain_stays_valid_for_libvirt() => Gen.Select(MadeDomains.All, Cards).Sample(
        (text, cards) => DomainFiles.Validate(HostDeviceEditor.Add(DomainDocument.Parse(text), new HostDeviceRequest(cards)
        {
            Roms = new Dictionary<PciAddress, string> { [cards[0]] = "/usr/share/qemu/it's <a>&.rom" },
            WithoutRomBar = new HashSet<PciAddress> { cards[^1] },
        }).Document.ToString()),
        iter: 40,
        threads: 1);

    [Theory]
    [InlineData("0x10", "0x01", "0x1f", "0x7", "0010:01:1f.7")]
    [InlineData("16", "10", "010", "7", "0010:0a:08.7")]
    [InlineData("0x10000", "0xe1", "0", "0", "10000:e1:00.0")]
    [InlineData(null, "1", null, null, "0000:01:00.0")]
    [InlineData("0", "256", "0", "0", null)]
    [InlineData("0", "1", "32", "0", null)]
    [InlineData("0", "x", "0", "0", null)]
    public void Reads_addresses_as_libvirt_does(string? domain, string bus, string? slot, string? function, string? expected)
    {
        string Part(string name, string? value) => value is null ? "" : $" {name}='{value}'";
        string source = $"<address{Part("domain", domain)}{Part("bus", bus)}{Part("slot", slot)}{Part("function", function)}/>";
        DomainDocument document = DomainDocument.Parse($"<domain><devices><hostdev type='pci'><source>{source}</source></hostdev></devices></domain>");
        Assert.Equal(expected is null ? [] : [expected], HostDeviceEntry.All(document.Root).Select(entry => entry.Host.ToString()));
    }

    [Fact]
    public void Another_domain_has_it_as_a_card_a_network_or_a_disk()
    {
        DomainDocument[] others =
        [
            DomainDocument.Parse("<domain><name>a</name><devices><hostdev mode='subsystem' type='pci'><source><address bus='1'/></source></hostdev></devices></domain>"),
            DomainDocument.Parse("<domain><name>b</name><devices><interface type='hostdev'><source><address type='pci' bus='2'/></source></interface></devices></domain>"),
            DomainDocument.Parse("<domain><name>c</name><devices><disk type='nvme'><source type='pci' namespace='1'><address bus='3'/></source></disk></devices></domain>"),
            DomainDocument.Parse("<domain><name>self</name><devices><hostdev type='pci'><source><address bus='1'/></source></hostdev></devices></domain>"),
        ];
        DomainDocument self = DomainDocument.Parse("<domain><name>self</name></domain>");
        PciAddress[] functions = [.. new[] { "01:00.0", "02:00.0", "03:00.0", "04:00.0" }.Select(PciAddress.Parse)];
        HostDeviceException[] errors = [.. HostDeviceSelection.TakenElsewhere(self, functions, others)];
        Assert.Equal(["'a'", "'b'", "'c'"], errors.Select(error => error.Message.Split(' ').First(word => word.StartsWith('\''))));
        Assert.All(errors, error => Assert.Equal(HostDeviceGuard.OtherDomain, error.Guard));
    }

    [Fact]
    public void A_bridge_alone_and_what_is_not_there()
    {
        using HostRoot host = HostRoot.Open(FakeHosts.Root("h97m-gtx1060"));
        IReadOnlyList<PciDevice> devices = PciInventory.Read(host).Devices;
        Assert.Equal("HostDeviceBridge", Assert.Throws<HostDeviceException>(() => HostDeviceSelection.Close(devices, [PciAddress.Parse("00:01.0")], "/")).ErrorId);
        (IReadOnlyList<PciDevice> found, IReadOnlyList<HostDeviceException> missing) = HostDeviceSelection.Close(devices, [PciAddress.Parse("01:00.1"), PciAddress.Parse("09:00.0")], "/");
        Assert.Equal(["0000:01:00.0", "0000:01:00.1"], found.Select(device => device.Address.ToString()));
        Assert.Equal("HostDeviceMissing", Assert.Single(missing).ErrorId);
    }

    [Fact]
    public void Reads_them_back_with_the_functions_of_the_host()
    {
        using HostRoot host = HostRoot.Open(FakeHosts.Root("h97m-gtx1060"));
        IReadOnlyList<DomainHostDevice> read = HostDeviceReader.Read(DomainFiles.Definition(DomainFiles.Read("windows10.disable-hypervisor-bit.host-devices")), PciInventory.Read(host).Devices);
        Assert.Equal(["10de:1c03", "10de:10f1"], read.Select(device => device.Id));
        Assert.Equal(["0000:04:00.0", "0000:04:00.1"], read.Select(device => device.GuestAddress));
        Assert.Equal([RomFile, null], read.Select(device => device.RomFile));
        Assert.All(read, device => Assert.True(device.IsManaged));
        DomainHostDevice half = Assert.Single(HostDeviceReader.Read(DomainFiles.Definition(DomainFiles.Read("half.before")), []));
        Assert.Equal((2, "on", false, null), (half.BootOrder, half.RomBar, half.IsManaged, half.PciDevice));
    }

    [Fact]
    public void A_ROM_goes_to_a_device_that_is_there()
    {
        DomainDocument document = HostDeviceEditor.Add(DomainFiles.Read("half.before"), Request(["01:00.0"], RomFile)).Document;
        Assert.Contains($"<rom bar='on' file='{RomFile}'/>", document.ToString(), StringComparison.Ordinal);
        DomainDocument off = DomainDocument.Parse(DomainFiles.Text("half.before").Replace("<rom bar='on'/>", "<rom enabled='no'/>", StringComparison.Ordinal));
        HostDeviceResult result = HostDeviceEditor.Add(off, Request(["01:00.0"], RomFile));
        Assert.Contains($"<rom file='{RomFile}'/>", result.Document.ToString(), StringComparison.Ordinal);
        Assert.Single(result.Notes);
    }

    [Fact]
    public void A_full_bus_is_refused()
    {
        string devices = string.Concat(Enumerable.Range(3, 29).Select(slot => $"<interface type='user'><address type='pci' slot='{slot}'/></interface>"));
        DomainDocument document = DomainDocument.Parse($"<domain><os><type machine='pc'>hvm</type></os><devices>{devices}</devices></domain>");
        Assert.Equal("HostDeviceNoSlot", Assert.Throws<HostDeviceException>(() => HostDeviceEditor.Add(document, Request(["01:00.0"]))).ErrorId);
    }

    private static string Place(XElement address) => string.Join('.', new[] { "domain", "bus", "slot", "function" }.Select(name => Convert.ToInt32(address.Attribute(name)!.Value, 16)));

    private static IReadOnlySet<PciAddress> Set(params string[] addresses) => addresses.Select(PciAddress.Parse).ToHashSet();

    private static HostDeviceRequest Request(string[] addresses, string? rom = null) => new([.. addresses.Select(PciAddress.Parse)])
    {
        Roms = rom is null ? new Dictionary<PciAddress, string>() : new Dictionary<PciAddress, string> { [PciAddress.Parse(addresses[0])] = rom },
    };
}
