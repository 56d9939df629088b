using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Firmware.Export;

/// <summary>Reading a ROM through sysfs: what is done to the function, what is put back, and what each error becomes.</summary>
public sealed class RomAttributeTests
{
    private static readonly byte[] Rom = [0x55, 0xaa, .. Enumerable.Range(0, 10238).Select(index => (byte)(index * 7))];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_awake_function_is_switched_on_read_and_switched_off(bool isOldKernel)
    {
        RomDevice device = new() { Rom = Rom, IsOldKernel = isOldKernel };
        List<string> notRestored = [];
        Assert.Equal(Rom, Read(device, notRestored));
        Assert.Empty(notRestored);
        Assert.Equal(["rom=1\\n", "rom=0\\n"], device.Writes);
        Assert.False(device.IsRomOn);
        Assert.Equal(0, device.OpenFiles);
    }

    [Fact]
    public void The_window_is_no_size() => Assert.Equal(Rom, Read(new RomDevice { Rom = Rom, Window = 1 << 20 }, limit: 1 << 20));

    [Fact]
    public void No_more_than_the_window_is_read() => Assert.Equal(Rom[..6000], Read(new RomDevice { Rom = Rom }, limit: 6000));

    [Fact]
    public void A_sleeping_function_on_vfio_pci_is_woken_and_may_sleep_again()
    {
        RomDevice device = new() { Rom = Rom, Driver = "vfio-pci", PowerControl = "auto", IsAsleep = true };
        Assert.Equal(Rom, Read(device));
        Assert.Equal(["power/control=on\\n", "rom=1\\n", "rom=0\\n", "power/control=auto\\n"], device.Writes);
        Assert.True(device.IsAsleep);
    }

    [Fact]
    public void Without_a_driver_the_function_is_enabled_and_its_command_register_put_back()
    {
        RomDevice device = new() { Rom = Rom, Command = 0x100 };
        Assert.Equal(Rom, Read(device));
        Assert.Equal(["enable=1\\n", "rom=1\\n", "rom=0\\n", "enable=0\\n", "config=4:0001"], device.Writes);
        Assert.Equal(0, device.Enabled);
        Assert.Equal(0x100, device.Command);
    }

    [Fact]
    public void With_a_driver_the_command_register_is_set_and_put_back()
    {
        RomDevice device = new() { Rom = Rom, Driver = "vfio-pci", Command = 0x400, PowerControl = "auto", IsAsleep = true };
        Assert.Equal(Rom, Read(device));
        Assert.Equal(["power/control=on\\n", "config=4:0204", "rom=1\\n", "rom=0\\n", "config=4:0004", "power/control=auto\\n"], device.Writes);
        Assert.Equal(0x400, device.Command);
    }

    [Fact]
    public void Lockdown_says_so()
    {
        RomDevice device = new() { Rom = Rom, Driver = "vfio-pci", Command = 0, IsLockedDown = true, PowerControl = "auto", IsAsleep = true };
        RomReadException exception = Assert.Throws<RomReadException>(() => Read(device, lockdown: "none [integrity] confidentiality"));
        Assert.Equal("RomDecodeLocked", exception.ErrorId);
        Assert.Equal("auto", device.PowerControl);
        Assert.DoesNotContain("rom=1\\n", device.Writes);
    }

    [Fact]
    public void Under_lockdown_the_register_stays_as_enabling_left_it_and_that_is_said()
    {
        RomDevice device = new() { Rom = Rom, Command = 0, IsLockedDown = true };
        List<string> notRestored = [];
        Assert.Equal(Rom, Read(device, notRestored, lockdown: "none [integrity] confidentiality"));
        Assert.Contains("config", Assert.Single(notRestored), StringComparison.Ordinal);
        Assert.Equal(0, device.Enabled);
    }

    [Fact]
    public void What_cannot_be_woken_is_not_read()
    {
        RomDevice device = new() { Rom = Rom, IsDead = true, PowerControl = "auto" };
        RomReadException exception = Assert.Throws<RomReadException>(() => Read(device));
        Assert.Equal("RomAsleep", exception.ErrorId);
        Assert.Contains("D3hot", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["power/control=on\\n", "power/control=auto\\n"], device.Writes);
    }

    [Fact]
    public void A_driver_bound_in_between_refuses_enable()
    {
        RomDevice device = new() { Rom = Rom, Command = 0, Refused = { ["enable=1"] = Errno.Busy } };
        Assert.Equal("RomDecodeRefused", Assert.Throws<RomReadException>(() => Read(device)).ErrorId);
        Assert.Equal(["enable=1\\n"], device.Writes);
    }

    [Theory]
    [InlineData(Errno.InputOutput, "RomUnreadable")]
    [InlineData(Errno.Invalid, "RomNotEnabled")]
    [InlineData(Errno.NoDevice, "RomVanished")]
    [InlineData(Errno.NotPermitted, "RomDenied")]
    [InlineData(Errno.Busy, "RomUnreadable")]
    public void Each_error_has_its_name_and_the_rom_is_off_again(Errno error, string expected)
    {
        RomDevice device = new() { Rom = Rom, Command = 0, OnRomRead = read => read == 1 ? error : Errno.None };
        RomReadException exception = Assert.Throws<RomReadException>(() => Read(device));
        Assert.Equal((expected, error), (exception.ErrorId, exception.Error));
        AssertOff(device);
    }

    [Fact]
    public void Without_privilege_nothing_is_written()
    {
        RomDevice device = new() { Rom = Rom, IsRoot = false };
        Assert.Equal("RomDenied", Assert.Throws<RomReadException>(() => Read(device)).ErrorId);
        Assert.Empty(device.Writes);
    }

    [Fact]
    public void A_device_that_goes_away_in_the_middle_is_an_error_and_needs_no_restoring()
    {
        RomDevice device = null!;
        device = new RomDevice { Rom = Rom, Command = 0, OnRomRead = read => Go(device, read == 2) };
        Assert.Equal("RomVanished", Assert.Throws<RomReadException>(() => Read(device)).ErrorId);
        Assert.Equal(0, device.OpenFiles);
    }

    [Fact]
    public void An_exception_in_the_middle_leaves_the_rom_off()
    {
        RomDevice device = new() { Rom = Rom, Command = 0, OnRomRead = read => read == 1 ? throw new InvalidOperationException("in the middle") : Errno.None };
        Assert.Throws<InvalidOperationException>(() => Read(device));
        AssertOff(device);
    }

    [Fact]
    public void Stopping_in_the_middle_leaves_the_rom_off()
    {
        using CancellationTokenSource stop = new();
        RomDevice device = new() { Rom = Rom, Command = 0, OnRomRead = read => Cancel(stop, read == 1) };
        Assert.Throws<OperationCanceledException>(() => Read(device, stop: stop));
        AssertOff(device);
    }

    [Fact]
    public void A_rom_that_stays_on_is_told()
    {
        RomDevice device = new() { Rom = Rom, OnRomRead = read => read == 1 ? Errno.InputOutput : Errno.None, Refused = { ["rom=0"] = Errno.InputOutput } };
        List<string> notRestored = [];
        Assert.Throws<RomReadException>(() => Read(device, notRestored));
        Assert.Equal(2, notRestored.Count);
        Assert.All(notRestored, text => Assert.Contains("/sys/bus/pci/devices/0000:01:00.0/rom", text, StringComparison.Ordinal));
    }

    private static void AssertOff(RomDevice device)
    {
        Assert.False(device.IsRomOn);
        Assert.Equal(0, device.Enabled);
        Assert.Equal(0, device.Command);
        Assert.Equal(0, device.OpenFiles);
        Assert.Equal(["rom=0\\n", "enable=0\\n", "config=4:0000"], device.Writes.TakeLast(3));
    }

    private static Errno Go(RomDevice device, bool isTime)
    {
        device.IsGone |= isTime;
        return Errno.None;
    }

    private static Errno Cancel(CancellationTokenSource stop, bool isTime)
    {
        if (isTime) stop.Cancel();
        return Errno.None;
    }

    private static byte[] Read(RomDevice files, ICollection<string>? notRestored = null, long limit = 65536, string lockdown = "[none] integrity confidentiality", CancellationTokenSource? stop = null)
    {
        using TemporaryHost tree = new();
        tree.Function("0000:01:00.0", driver: files.Driver);
        using HostRoot host = HostRoot.Open(tree.Root);
        return new RomAttribute(files, Assert.Single(PciInventory.Read(host).Devices), lockdown, notRestored ?? [], stop?.Token ?? CancellationToken.None).Read(limit);
    }
}
