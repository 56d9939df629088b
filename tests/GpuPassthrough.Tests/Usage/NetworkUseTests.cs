using GpuPassthrough.Tests.Support;

namespace GpuPassthrough.Tests.Usage;

/// <summary>Tables as linux/route.h, linux/ipv6_route.h and Documentation/ABI/testing/sysfs-class-net have them.</summary>
public sealed class NetworkUseTests : IDisposable
{
    private const string Function = "0000:04:00.0";
    private const string Card = "pci0000:00/0000:00:1c.0/0000:04:00.0/net/enp4s0";
    private const string Head = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

    private readonly TemporaryHost _host = new();

    public void Dispose() => _host.Dispose();

    [Xunit.Fact]
    public void An_interface_that_is_up_with_routes_says_so()
    {
        _host.Device("net", Card).File($"sys/devices/{Card}/operstate", "up\n")
            .File("proc/net/route", Head + "enp4s0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\nenp4s0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\nwlan0\t0000000A\t0\t0001\t0\t0\t0\t000000FF\t0\t0\t0\n");
        Xunit.Assert.Equal(
            ["Network: enp4s0 (default route)", "Network: enp4s0 (route to 192.168.1.0/24)", "Network: enp4s0 (up)"],
            _host.Uses(Function));
    }

    [Xunit.Theory]
    [Xunit.InlineData("down")]
    [Xunit.InlineData("lowerlayerdown")]
    [Xunit.InlineData("notpresent")]
    public void An_interface_that_is_not_up_and_has_no_route_is_unused(string state)
    {
        _host.Device("net", Card).File($"sys/devices/{Card}/operstate", state + "\n").File("proc/net/route", Head);
        Xunit.Assert.Empty(_host.Uses(Function));
    }

    [Xunit.Fact]
    public void Ipv6_routes_count_but_not_those_that_every_interface_has()
    {
        const string none = "00000000000000000000000000000000";
        _host.Device("net", Card).File("proc/net/ipv6_route",
            $"{none} 00 {none} 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003   enp4s0\n"
            + $"20010db8000000000000000000000000 20 {none} 00 {none} 00000100 00000001 00000000 00000001   enp4s0\n"
            + $"fe800000000000000000000000000000 40 {none} 00 {none} 00000100 00000001 00000000 00000001   enp4s0\n"
            + $"ff000000000000000000000000000000 08 {none} 00 {none} 00000100 00000001 00000000 00000001   enp4s0\n"
            + $"20010db8000000000000000000000005 80 {none} 00 {none} 00000000 00000001 00000000 80200001   enp4s0\n"
            + $"{none} 00 {none} 00 {none} ffffffff 00000001 00000000 00200200       lo\n");
        Xunit.Assert.Equal(["Network: enp4s0 (default route (IPv6))", "Network: enp4s0 (route to 2001:db8::/32)"], _host.Uses(Function));
    }

    [Xunit.Fact]
    public void A_route_over_a_bridge_on_a_bond_reaches_the_card()
    {
        _host.Device("net", Card).Device("net", "virtual/net/bond0").Device("net", "virtual/net/br0")
            .Link($"sys/devices/{Card}/master", "../../../../../virtual/net/bond0").Link($"sys/devices/{Card}/upper_bond0", "../../../../../virtual/net/bond0")
            .Link("sys/devices/virtual/net/bond0/master", "../br0").Link("sys/devices/virtual/net/br0/upper_br0", "../br0")
            .File("proc/net/route", Head + "br0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");
        Xunit.Assert.Equal(["Network: enp4s0 (default route through br0)", "Network: enp4s0 (member of bond0)"], _host.Uses(Function));
    }

    [Xunit.Fact]
    public void An_interface_under_a_vlan_carries_it()
    {
        _host.Device("net", Card).Device("net", "virtual/net/enp4s0.7").Link($"sys/devices/{Card}/upper_enp4s0.7", "../../../../../virtual/net/enp4s0.7");
        Xunit.Assert.Equal(["Network: enp4s0 (carries enp4s0.7)"], _host.Uses(Function));
    }

    [Xunit.Theory]
    [Xunit.InlineData("pci0000:00/0000:00:03.0/virtio2/net/eth0", "0000:00:03.0")]
    [Xunit.InlineData("pci0000:00/0000:00:14.0/usb1/1-3/1-3:1.0/net/eth0", "0000:00:14.0")]
    public void Interfaces_are_found_behind_every_bus(string devicePath, string function)
    {
        _host.Device("net", devicePath).File($"sys/devices/{devicePath}/operstate", "up\n").File("sys/class/net/bonding_masters", "\n");
        Xunit.Assert.Equal(["Network: eth0 (up)"], _host.Uses(function));
    }

    [Xunit.Fact]
    public void An_interface_that_is_a_plain_directory_is_placed_by_its_device_link()
    {
        _host.Link("sys/class/net/eth7/device", "../../../devices/pci0000:00/0000:04:00.0").File("sys/class/net/eth7/operstate", "up\n");
        Xunit.Assert.Equal(["Network: eth7 (up)"], _host.Uses(Function));
    }

    [Xunit.Fact]
    public void Broken_route_lines_are_passed_over()
    {
        _host.Device("net", Card).File("proc/net/route", Head + "enp4s0\nenp4s0 x y z a b c d e f\nenp4s0\t00000000\t0\t0200\t0\t0\t0\t00000000\t0\t0\t0\n").File("proc/net/ipv6_route", "00 00\n- - - - - - - - zz enp4s0\n00 00 0 0 0 0 0 0 00000001 enp4s0\n");
        Xunit.Assert.Empty(_host.Uses(Function));
    }
}
