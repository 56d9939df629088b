using System.Globalization;
using GpuPassthrough.Tests.Support;
using GpuPassthrough.Vfio;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>What Get-VfioStub makes of a host before and after its next start, whatever went wrong in between.</summary>
public sealed class StateTests : IDisposable
{
    private const string Card = "0000:01:00.0";
    private const string Release = "6.1.0-37-amd64";
    private const string Image = "boot/initrd.img-" + Release;
    private const string Ids = "vfio_pci.ids=10de:1c03,10de:10f1";
    private const string Modules = "lib/modules/" + Release;

    private readonly TemporaryHost _tree = BootHost.Of("debian-12");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void NothingIsConfigured()
    {
        Assert.Empty(Planned.Get(_tree));
        Assert.Equal((VfioStubState.None, null), Look());
    }

    [Fact]
    public void BeforeTheNextStartItIsPending()
    {
        Planned.Apply(_tree, [Card]);
        Start(secondsAfter: -3600);
        Assert.Equal((VfioStubState.PendingReboot, null), Look());
    }

    [Fact]
    public void WithoutTimesTheArgumentTellsWhetherTheHostWasStarted()
    {
        Planned.Apply(_tree, [Card]);
        Assert.Equal(VfioStubState.PendingReboot, Look().State);
        _tree.File("proc/cmdline", $"root=/dev/sda2 ro quiet {Ids}\n");
        Assert.Equal(VfioStubState.NotEffective, Look().State);
    }

    [Fact]
    public void OnVfioPciItIsActive()
    {
        Started($"quiet {Ids}");
        Bind(Card, "vfio-pci");
        Assert.Equal((VfioStubState.Active, null), Look());
    }

    [Fact]
    public void TheArgumentOfTheRunningKernelIsMissing()
    {
        Started("quiet");
        Expect(VfioStubState.NotEffective, "without 10de:1c03 in vfio_pci.ids");
    }

    /// <summary>The kernel takes - for _ in names.</summary>
    [Fact]
    public void TheOtherSpellingOfTheArgumentCounts()
    {
        Started("quiet vfio-pci.ids=10de:1c03,10de:10f1");
        Expect(VfioStubState.NotEffective, "The driver nouveau had the function first.");
    }

    [Fact]
    public void StubsByAddressWereSwitchedOff()
    {
        Started("quiet gpupt.off", VfioStubMethod.Address);
        Expect(VfioStubState.NotEffective, "gpupt.off");
    }

    [Fact]
    public void TheDriverIsBuiltIn()
    {
        Started($"quiet {Ids}");
        Append($"{Modules}/modules.builtin", "kernel/drivers/gpu/drm/nouveau/nouveau.ko\n");
        Expect(VfioStubState.NotEffective, "The driver nouveau is built into the kernel");
    }

    [Fact]
    public void TheKernelHasNoVfioPci()
    {
        Started($"quiet {Ids}");
        string[] lines = File.ReadAllLines(_tree.PathOf($"{Modules}/modules.dep"));
        File.WriteAllLines(_tree.PathOf($"{Modules}/modules.dep"), lines.Where(line => !line.Contains("vfio", StringComparison.Ordinal)));
        Expect(VfioStubState.NotEffective, $"{Release} has no vfio-pci");
    }

    [Theory]
    [InlineData(-60, "is older than the configuration")]
    [InlineData(60, "The driver nouveau had the function first.")]
    public void AnImageThatCannotBeReadIsJudgedByItsAge(int seconds, string reason)
    {
        Started($"quiet {Ids}");
        File.SetLastWriteTimeUtc(_tree.PathOf(Image), File.GetLastWriteTimeUtc(_tree.PathOf(StubbedHost.Configuration)).AddSeconds(seconds));
        Expect(VfioStubState.NotEffective, reason);
    }

    [Theory]
    [InlineData(null, "does not hold the configuration as it is now")]
    [InlineData("softdep nouveau pre: vfio-pci\n", "does not hold the configuration as it is now")]
    [InlineData("", "The driver nouveau had the function first.")]
    public void AnImageThatCanBeReadIsJudgedByWhatItHolds(string? content, string reason)
    {
        Started($"quiet {Ids}");
        MakeImage(content?.Length == 0 ? File.ReadAllText(_tree.PathOf(StubbedHost.Configuration)) : content);
        Expect(VfioStubState.NotEffective, reason);
        bool holds = content?.Length == 0;
        Assert.Contains(Planned.Get(_tree, Card)[0].Configured, line => line.StartsWith(holds ? "initramfs holds it" : content is null ? "initramfs lacks it" : "initramfs holds an older version", StringComparison.Ordinal));
    }

    [Fact]
    public void TheFunctionIsGone()
    {
        Started($"quiet {Ids}");
        File.Delete(_tree.PathOf($"sys/bus/pci/devices/{Card}"));
        VfioStub stub = Planned.Get(_tree).Single(stub => stub.Address.ToString() == Card);
        Assert.Equal((VfioStubState.NotEffective, null), (stub.State, stub.Driver));
        Assert.Contains("no function 0000:01:00.0", stub.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherCardIsAtTheAddress()
    {
        Started($"quiet {Ids}");
        _tree.File($"sys/bus/pci/devices/{Card}/device", "0x1c04\n");
        Expect(VfioStubState.NotEffective, "there is 10de:1c04 now, and 10de:1c03 was stubbed");
    }

    [Fact]
    public void SomebodyTookTheArgumentOut()
    {
        Started($"quiet {Ids}");
        File.Delete(_tree.PathOf(StubbedHost.GrubDropIn));
        Expect(VfioStubState.NotEffective, "is not configured any more");
        Bind(Card, "vfio-pci");
        Expect(VfioStubState.Active, "is not configured any more");
    }

    [Fact]
    public void SomebodySetTheArgumentAgainBehindOurs()
    {
        Started($"quiet {Ids}");
        _tree.File("etc/default/grub.d/zzz.cfg", "GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT vfio-pci.ids=8086:8cb1\"\n");
        Expect(VfioStubState.NotEffective, "zzz.cfg");
        Assert.Equal(["8086:8cb1"], Readers.Ids(Readers.Grub(_tree)));
    }

    [Fact]
    public void NoDriverHasIt()
    {
        Started($"quiet {Ids}");
        File.Delete(_tree.PathOf($"sys/bus/pci/devices/{Card}/driver"));
        Expect(VfioStubState.NotEffective, "No driver has the function");
    }

    [Theory]
    [InlineData("etc/default/grub", "GRUB_CMDLINE_LINUX_DEFAULT=\"quiet vfio-pci.ids=10de:1c03\"\n", "vfio_pci.ids 10de:1c03 (", "grub:1")]
    [InlineData("etc/modprobe.d/vfio.conf", "# by hand\noptions vfio-pci ids=8086:0001,10de:1c03\n", "vfio_pci.ids 10de:1c03 (", "vfio.conf:2")]
    [InlineData("etc/driverctl.d/pci-0000:01:00.0", "vfio-pci\n", "driverctl (", "pci-0000:01:00.0")]
    [InlineData("etc/udev/rules.d/10-vfio.rules", "# x\nACTION==\"add\", SUBSYSTEM==\"pci\", KERNEL==\"0000:01:00.0\", ATTR{driver_override}=\"vfio-pci\"\n", "udev rule (", "10-vfio.rules:2")]
    public void WhatOthersConfiguredIsForeignAndSaysWhere(string path, string text, string what, string place)
    {
        _tree.File(path, text);
        VfioStub stub = Assert.Single(Planned.Get(_tree));
        Assert.Equal((Card, VfioStubState.Foreign), (stub.Address.ToString(), stub.State));
        string line = Assert.Single(stub.Configured);
        Assert.StartsWith(what, line, StringComparison.Ordinal);
        Assert.Contains(place, line, StringComparison.Ordinal);
        Assert.Contains("nouveau", stub.Reason, StringComparison.Ordinal);
        Bind(Card, "vfio-pci");
        Assert.Equal((VfioStubState.Foreign, null), Look());
    }

    [Theory]
    [InlineData("etc/modprobe.d/vfio.conf", "#options vfio-pci ids=10de:1c03\n")]
    [InlineData("etc/modprobe.d/vfio.conf.bak", "options vfio-pci ids=10de:1c03\n")]
    [InlineData("etc/driverctl.d/pci-0000:01:00.0", "nouveau\n")]
    [InlineData("etc/udev/rules.d/10-vfio.rules", "#KERNEL==\"0000:01:00.0\", ATTR{driver_override}=\"vfio-pci\"\n")]
    public void WhatIsNotInForceIsNothing(string path, string text)
    {
        _tree.File(path, text);
        Assert.Empty(Planned.Get(_tree));
    }

    [Fact]
    public void BoundByHandItIsNoneWithAReason()
    {
        Bind(Card, "vfio-pci");
        Assert.Equal(VfioStubState.None, Assert.Single(Planned.Get(_tree)).State);
        Expect(VfioStubState.None, "without being configured");
    }

    private (VfioStubState State, string? Reason) Look() => (Planned.Get(_tree, Card)[0].State, Planned.Get(_tree, Card)[0].Reason);

    private void Expect(VfioStubState state, string reason)
    {
        VfioStub stub = Planned.Get(_tree, Card)[0];
        Assert.Equal(state, stub.State);
        Assert.Contains(reason, stub.Reason, StringComparison.Ordinal);
    }

    private void Started(string commandLine, VfioStubMethod method = VfioStubMethod.Auto)
    {
        Planned.Apply(_tree, [Card], method);
        Start(secondsAfter: 3600);
        File.SetLastWriteTimeUtc(_tree.PathOf(Image), DateTime.UtcNow.AddSeconds(60));
        _tree.File("proc/cmdline", $"BOOT_IMAGE=/boot/vmlinuz-{Release} root=/dev/sda2 ro {commandLine}\n");
    }

    // proc_stat(5): btime is when the kernel started, in seconds since 1970.
    private void Start(int secondsAfter)
    {
        long made = new DateTimeOffset(File.GetLastWriteTimeUtc(_tree.PathOf(StubbedHost.Configuration))).ToUnixTimeSeconds();
        _tree.File("proc/stat", string.Create(CultureInfo.InvariantCulture, $"cpu  1 2 3\nbtime {made + secondsAfter}\nprocesses 9\n"));
    }

    private void Bind(string address, string driver)
    {
        string link = _tree.PathOf($"sys/bus/pci/devices/{address}/driver");
        File.Delete(link);
        File.CreateSymbolicLink(link, $"../../../../bus/pci/drivers/{driver}");
    }

    private void Append(string path, string text) => File.AppendAllText(_tree.PathOf(path), text);

    // As mkinitramfs makes one: an archive of names below the root.
    private void MakeImage(string? content)
    {
        _tree.File("work/scripts/functions", "echo\n").File("work/usr/lib/modules/" + Release + "/kernel/drivers/vfio/pci/vfio-pci.ko", "module");
        if (content is not null) _tree.File("work/" + StubbedHost.Configuration, content);
        Tool.Run("bash", out int exitCode, "-c", $"set -eo pipefail; cd {_tree.PathOf("work")}; find . -mindepth 1 | LC_ALL=C sort | cpio -o -H newc --quiet > {_tree.PathOf(Image)}");
        Assert.Equal(0, exitCode);
        Directory.Delete(_tree.PathOf("work"), recursive: true);
    }
}
