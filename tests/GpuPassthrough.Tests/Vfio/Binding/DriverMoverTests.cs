using GpuPassthrough.Host;
using GpuPassthrough.Vfio.Binding;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Binding;

/// <summary>What is written to move functions, in which order, and what is written when it goes wrong.</summary>
public sealed class DriverMoverTests
{
    private const string Card = BoundHost.Card;
    private const string Sound = BoundHost.Sound;

    [Fact]
    public void To_vfio_the_override_goes_first_and_stays()
    {
        using FakePciBus bus = BoundHost.Usual();
        bus.Move("vfio-pci", addresses: Card);
        Assert.Equal([$"devices/{Card}/driver_override=vfio-pci\\n", $"drivers/nouveau/unbind={Card}\\n", $"drivers_probe={Card}\\n"], bus.Writes);
        Assert.Equal($"{Card} vfio-pci vfio-pci", bus[Card].State);
    }

    [Fact]
    public void Without_a_driver_nothing_is_unbound()
    {
        using FakePciBus bus = BoundHost.Usual(driver: null);
        bus.Move("vfio-pci", addresses: Card);
        Assert.Equal([$"devices/{Card}/driver_override=vfio-pci\\n", $"drivers_probe={Card}\\n"], bus.Writes);
    }

    [Fact]
    public void To_a_driver_of_the_host_the_override_is_cleared_by_a_line_end()
    {
        using FakePciBus bus = BoundHost.Usual(driver: "vfio-pci", cardOverride: "vfio-pci");
        bus.Move("nouveau", addresses: Card);
        Assert.Equal(
            [$"devices/{Card}/driver_override=nouveau\\n", $"drivers/vfio-pci/unbind={Card}\\n", $"drivers_probe={Card}\\n", $"devices/{Card}/driver_override=\\n"],
            bus.Writes);
        Assert.Equal($"{Card} nouveau -", bus[Card].State);
    }

    [Fact]
    public void The_kernel_chooses_without_the_override()
    {
        using FakePciBus bus = BoundHost.Usual(driver: "vfio-pci", cardOverride: "vfio-pci");
        Assert.Empty(bus.Move(null, addresses: Card).Warnings);
        Assert.Equal([$"devices/{Card}/driver_override=\\n", $"drivers/vfio-pci/unbind={Card}\\n", $"drivers_probe={Card}\\n"], bus.Writes);
        Assert.Equal($"{Card} nouveau -", bus[Card].State);
    }

    [Theory]
    [InlineData("nouveau", null, "nouveau")]
    [InlineData("vfio-pci", null, "vfio-pci")]
    [InlineData("vfio-pci", "vfio-pci", "vfio-pci")]
    [InlineData("nouveau", null, null)]
    public void What_is_so_already_is_not_written(string driver, string? overridden, string? wanted)
    {
        using FakePciBus bus = BoundHost.Usual(driver, cardOverride: overridden);
        bus.Move(wanted, addresses: Card);
        Assert.Empty(bus.Writes);
    }

    [Fact]
    public void An_override_that_waits_is_cleared_and_the_driver_stays()
    {
        using FakePciBus bus = BoundHost.Usual(cardOverride: "vfio-pci");
        bus.Move(null, addresses: Card);
        Assert.Equal([$"devices/{Card}/driver_override=\\n"], bus.Writes);
        Assert.Equal($"{Card} nouveau -", bus[Card].State);
    }

    [Fact]
    public void Functions_move_in_the_order_of_their_addresses()
    {
        using FakePciBus bus = BoundHost.Usual();
        bus.Move("vfio-pci", addresses: [Sound, Card]);
        Assert.Equal([Card, Card, Card, Sound, Sound, Sound], bus.Writes.Select(write => write.Contains(Card, StringComparison.Ordinal) ? Card : Sound));
        Assert.Equal([$"{Card} vfio-pci vfio-pci", $"{Sound} vfio-pci vfio-pci"], bus.States);
    }

    [Fact]
    public void Nothing_is_ever_written_to_new_id()
    {
        using FakePciBus bus = BoundHost.Usual();
        bus.Move("vfio-pci");
        bus.Move(null);
        Assert.DoesNotContain(bus.Writes, write => write.Contains("new_id", StringComparison.Ordinal));
    }

    /// <summary>The write to drivers_probe succeeded, and yet the driver did not take the function.</summary>
    [Fact]
    public void A_driver_that_does_not_take_it_leaves_all_as_it_was()
    {
        using FakePciBus bus = BoundHost.Usual().Add(new FakeDriver("picky") { Probe = function => function.Address == Card });
        DriverBindingException error = Assert.Throws<DriverBindingException>(() => bus.Move("picky"));
        Assert.Equal(("DriverNotTaken", Sound, true), (error.ErrorId, error.Subject.ToString(), error.IsRestored));
        Assert.Equal([$"{Card} nouveau -", $"{Sound} snd_hda_intel -"], bus.States);
        Assert.Equal(bus.States, BoundHost.Said(error));
    }

    [Fact]
    public void A_driver_that_does_not_take_it_is_explained_by_the_kernels_log()
    {
        using FakePciBus bus = BoundHost.Usual();
        bus.Tree.File("dev/kmsg", "6,0,1,-;nouveau 0000:01:00.0: earlier\n");
        string log = bus.Tree.PathOf("dev/kmsg");
        bus.Add(new FakeDriver("picky") { Probe = _ => Say(log, "4,1,2,-;picky 0000:01:00.0: probe with driver picky failed with error -22\n") });
        DriverBindingException error = Assert.Throws<DriverBindingException>(() => bus.Move("picky", addresses: Card));
        Assert.Contains("failed with error -22", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("earlier", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Comparing is letter by letter: an override with the module's spelling keeps every driver away.</summary>
    [Fact]
    public void The_modules_spelling_binds_nothing_and_is_put_back()
    {
        using FakePciBus bus = BoundHost.Usual();
        Assert.Equal("DriverNotTaken", Assert.Throws<DriverBindingException>(() => bus.Move("vfio_pci", addresses: Card)).ErrorId);
        Assert.Equal($"{Card} nouveau -", bus[Card].State);
    }

    [Fact]
    public void Somebody_elses_unbinding_in_between_is_no_error()
    {
        using FakePciBus bus = BoundHost.Usual();
        bus.Seen = write =>
        {
            if (write.Contains("unbind", StringComparison.Ordinal)) bus[Card].Driver = null;
        };
        bus.Move("vfio-pci", addresses: Card);
        Assert.Equal($"{Card} vfio-pci vfio-pci", bus[Card].State);
    }

    [Fact]
    public void Somebody_elses_driver_in_between_is_an_error()
    {
        using FakePciBus bus = BoundHost.Usual().Add(new FakeDriver("other"));
        bus.Seen = write =>
        {
            if (write.Contains("drivers/nouveau/unbind", StringComparison.Ordinal)) bus[Card].Driver = "other";
        };
        DriverBindingException error = Assert.Throws<DriverBindingException>(() => bus.Move("vfio-pci", addresses: Card));
        Assert.Equal(("DriverStepFailed", Errno.NoDevice), (error.ErrorId, error.Error));
        Assert.Equal(bus.States[..1], BoundHost.Said(error));
    }

    [Theory]
    [InlineData(Errno.AccessDenied, "DriverDenied")]
    [InlineData(Errno.NotPermitted, "DriverDenied")]
    [InlineData(Errno.Busy, "DriverStepFailed")]
    [InlineData(Errno.Invalid, "DriverStepFailed")]
    public void A_refused_write_is_told_by_its_error(Errno errno, string id)
    {
        using FakePciBus bus = BoundHost.Usual();
        bus.Fault = (number, _) => number == 0 ? errno : Errno.None;
        DriverBindingException error = Assert.Throws<DriverBindingException>(() => bus.Move("vfio-pci", addresses: Card));
        Assert.Equal((id, errno, true), (error.ErrorId, error.Error, error.IsRestored));
        Assert.Contains($"/sys/bus/pci/devices/{Card}/driver_override", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_override_that_cannot_be_cleared_is_a_warning()
    {
        using FakePciBus bus = BoundHost.Usual(driver: "vfio-pci");
        bus.Fault = (_, write) => write.EndsWith("driver_override=\\n", StringComparison.Ordinal) ? Errno.InputOutput : Errno.None;
        string warning = Assert.Single(bus.Move("nouveau", addresses: Card).Warnings);
        Assert.Contains(Card, warning, StringComparison.Ordinal);
        Assert.Equal($"{Card} nouveau nouveau", bus[Card].State);
    }

    [Fact]
    public void A_module_is_loaded_where_the_kernel_has_nobody_for_it()
    {
        List<string> commands = [];
        using FakePciBus bus = BoundHost.Usual(driver: "vfio-pci", cardOverride: "vfio-pci");
        bus.Add(new FakeFunction("0000:05:00.0", "8086:10d3") { Driver = "vfio-pci", Override = "vfio-pci" }, "020000");
        bus.Move(null, run: arguments => Load(bus, arguments, commands), addresses: "0000:05:00.0");
        Assert.Equal(["modprobe --use-blacklist -- pci:v00008086d000010D3"], commands);
        Assert.Equal("0000:05:00.0 e1000e -", bus["0000:05:00.0"].State);
    }

    [Fact]
    public void Nobody_for_it_is_a_warning()
    {
        using FakePciBus bus = new FakePciBus().Add(new FakeDriver("vfio-pci")).Add(new FakeFunction(Card, "10de:1c03") { Driver = "vfio-pci", Override = "vfio-pci" });
        Assert.Contains("No driver", Assert.Single(bus.Move(null).Warnings), StringComparison.Ordinal);
        Assert.Equal($"{Card} - -", bus[Card].State);
    }

    [Fact]
    public void The_stub_chosen_again_is_a_warning()
    {
        using FakePciBus bus = new FakePciBus().Add(new FakeDriver("vfio-pci", "10de:1c03")).Add(new FakeFunction(Card, "10de:1c03") { Driver = "vfio-pci" });
        Assert.Contains("vfio_pci.ids=", Assert.Single(bus.Move(null).Warnings), StringComparison.Ordinal);
    }

    private static CommandResult Load(FakePciBus bus, IReadOnlyList<string> arguments, List<string> commands)
    {
        commands.Add(string.Join(' ', arguments));
        bus.Add(new FakeDriver("e1000e", "8086:10d3"));
        return new CommandResult(0, "");
    }

    private static bool Say(string log, string record)
    {
        File.AppendAllText(log, record);
        return false;
    }
}
