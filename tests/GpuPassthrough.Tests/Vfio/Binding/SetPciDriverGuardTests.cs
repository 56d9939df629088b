using System.Management.Automation;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Usage;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Binding;

/// <summary>What Set-PciDriver refuses until it is told by name, and what it asks about.</summary>
public sealed class SetPciDriverGuardTests
{
    private const string Card = BoundHost.Card;
    private const string Sound = BoundHost.Sound;
    private const string Disk = "0000:05:00.0";
    private const string Nic = "0000:06:00.0";
    private const string ToVfio = " vfio-pci -HostRoot $root -Confirm:$false";

    /// <summary>peers.md (c) 14: the only display.</summary>
    [Fact]
    public void The_last_display_stays()
    {
        using BoundEngine engine = new(BoundHost.Usual());
        Assert.Equal(["GuardOnlyDisplay " + Card], engine.Refused("Set-PciDriver 01:00.0, 01:00.1" + ToVfio));
        Assert.Empty(engine.Run("Set-PciDriver 01:00.0, 01:00.1 -Allow OnlyDisplay" + ToVfio).Errors);
    }

    [Fact]
    public void The_last_display_may_change_between_drivers_of_the_host()
    {
        using BoundEngine engine = new(BoundHost.Usual().Add(new FakeDriver("nvidia", "10de:1c03")));
        Assert.Empty(engine.Run("Set-PciDriver 01:00.0 nvidia -HostRoot $root").Errors);
        Assert.Equal($"{Card} nvidia -", engine.Bus[Card].State);
    }

    /// <summary>peers.md (c) 15 and 23: whoever holds a display or sound node is named.</summary>
    [Fact]
    public void Programs_that_hold_a_card_are_named()
    {
        using FakePciBus bus = WithIgpu();
        bus.Tree.Device("drm", "pci0000:01/0000:01:00.0/drm/card1").Process(900, "Xorg", "/dev/dri/card1");
        bus.Tree.Device("sound", "pci0000:01/0000:01:00.1/sound/card1").Process(901, "pipewire", "/dev/snd/controlC1");
        using BoundEngine engine = new(bus);
        string[] messages = [.. engine.Run("Set-PciDriver 01:00.0, 01:00.1" + ToVfio).Errors.Select(error => error.ErrorDetails.Message)];
        Assert.Equal([$"{Card} is in use: /dev/dri/card1 (Xorg (900)).", $"{Sound} is in use: /dev/snd/controlC1 (pipewire (901))."], messages);
        Assert.Empty(bus.Writes);
        Assert.Empty(engine.Run("Set-PciDriver 01:00.0, 01:00.1 -Allow InUse" + ToVfio).Errors);
    }

    [Fact]
    public void The_console_of_the_kernel_is_named()
    {
        using FakePciBus bus = WithIgpu();
        bus.Tree.Device("graphics", "pci0000:01/0000:01:00.0/graphics/fb0")
            .File("sys/class/vtconsole/vtcon1/bind", "1\n").File("sys/class/vtconsole/vtcon1/name", "(M) frame buffer device\n");
        using BoundEngine engine = new(bus);
        Assert.Equal(["GuardInUse " + Card], engine.Refused("Set-PciDriver 01:00.0" + ToVfio));
    }

    [Theory]
    [InlineData("nouveau")]
    [InlineData("-Default")]
    public void A_running_guest_keeps_its_functions(string to)
    {
        using FakePciBus bus = new FakePciBus().Add(new FakeDriver("nouveau", "10de:1c03")).Add(new FakeDriver("vfio-pci"))
            .Add(new FakeFunction(Card, "10de:1c03") { Driver = "vfio-pci", Override = "vfio-pci" }, group: 7);
        bus.Tree.File("dev/vfio/7", "").Process(4711, "qemu-system-x86", "/dev/vfio/7");
        using BoundEngine engine = new(bus);
        Assert.Equal(["GuardInUse " + Card], engine.Refused($"Set-PciDriver 01:00.0 {to} -HostRoot $root"));
    }

    /// <summary>peers.md (c) 12: the disk of the system.</summary>
    [Fact]
    public void A_mounted_disk_stays()
    {
        using BoundEngine engine = new(WithDisk());
        Assert.Equal(["GuardHostDisk " + Disk], engine.Refused("Set-PciDriver 05:00.0" + ToVfio));
        Assert.Equal(["GuardHostDisk " + Disk], engine.Refused("Set-PciDriver 05:00.0 -Allow InUse, HostNetwork, OnlyDisplay" + ToVfio));
        Assert.Empty(engine.Run("Set-PciDriver 05:00.0 -Allow HostDisk" + ToVfio).Errors);
    }

    [Fact]
    public void The_network_of_the_host_stays()
    {
        using BoundEngine engine = new(WithNic());
        Assert.Equal(["GuardHostNetwork " + Nic], engine.Refused("Set-PciDriver 06:00.0" + ToVfio));
    }

    [Fact]
    public void One_refused_function_refuses_all()
    {
        using FakePciBus bus = WithDisk();
        bus.Add(new FakeFunction("0000:04:00.0", "1b21:2142") { Driver = "xhci_hcd" }, "0c0330");
        using BoundEngine engine = new(bus);
        Assert.Equal(["GuardHostDisk " + Disk], engine.Refused("Set-PciDriver 04:00.0, 05:00.0" + ToVfio));
    }

    /// <summary>There is no one switch for all guards.</summary>
    [Theory]
    [InlineData("-Force")]
    [InlineData("-Allow All")]
    [InlineData("-Allow SharedId")]
    public void There_is_no_big_switch(string switches)
    {
        using BoundEngine engine = new(WithIgpu());
        Assert.Single(engine.Run("Set-PciDriver 01:00.0 " + switches + ToVfio).Errors);
        Assert.Empty(engine.Bus.Writes);
    }

    /// <summary>In the tests nobody answers: a question is an error, and nothing is done.</summary>
    [Theory]
    [InlineData("01:00.0", "", true)]
    [InlineData("01:00.0", " -Confirm:$false", false)]
    [InlineData("01:00.1", "", false)]
    [InlineData("01:00.1", " -Confirm", true)]
    public void Taking_a_display_away_asks(string address, string confirm, bool isAsked)
    {
        using BoundEngine engine = new(WithIgpu());
        EngineResult result = engine.Run($"Set-PciDriver {address} vfio-pci -HostRoot $root{confirm}");
        Assert.Equal(isAsked, result.Errors.Any(error => error.Exception is CmdletInvocationException or System.Management.Automation.Host.HostException));
        Assert.Equal(isAsked, engine.Bus.Writes.Length == 0);
    }

    [Fact]
    public void A_session_that_never_asks_is_not_asked()
    {
        using BoundEngine engine = new(WithIgpu());
        Assert.Empty(engine.Run("$ConfirmPreference = 'None'; Set-PciDriver 01:00.0 vfio-pci -HostRoot $root").Errors);
        Assert.Equal($"{Card} vfio-pci vfio-pci", engine.Bus[Card].State);
    }

    [Fact]
    public void Giving_a_card_back_does_not_ask()
    {
        using BoundEngine engine = new(BoundHost.Usual("vfio-pci", cardOverride: "vfio-pci"));
        Assert.Empty(engine.Run("Set-PciDriver 01:00.0 nouveau -HostRoot $root").Errors);
    }

    private static FakePciBus WithIgpu() => BoundHost.Usual().Add(new FakeFunction("0000:00:02.0", "8086:3e92") { Driver = "i915" });

    private static FakePciBus WithDisk()
    {
        FakePciBus bus = new FakePciBus().Add(new FakeDriver("vfio-pci")).Add(new FakeDriver("nvme")).Add(new FakeFunction(Disk, "144d:a808") { Driver = "nvme" }, "010802");
        bus.Tree.Block($"pci0000:05/{Disk}/nvme/nvme0/nvme0n1", "259:0").File("proc/mounts", "/dev/nvme0n1 /srv ext4 rw 0 0\n");
        bus.Tree.File("proc/self/mountinfo", "30 1 259:0 / /srv rw - ext4 /dev/nvme0n1 rw\n");
        return bus;
    }

    private static FakePciBus WithNic()
    {
        FakePciBus bus = new FakePciBus().Add(new FakeDriver("vfio-pci")).Add(new FakeFunction(Nic, "8086:10d3") { Driver = "e1000e" }, "020000");
        bus.Tree.Device("net", $"pci0000:06/{Nic}/net/enp6s0").File("proc/net/route", "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\nenp6s0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000\n");
        return bus;
    }
}
