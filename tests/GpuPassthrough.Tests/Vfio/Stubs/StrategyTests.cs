using GpuPassthrough.Tests.Support;
using GpuPassthrough.Vfio;
using GpuPassthrough.Vfio.Guards;
using GpuPassthrough.Vfio.Stubs;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>By ID where that is certain to catch nothing else, by board where this tells cards apart, else by address.</summary>
public sealed class StrategyTests
{
    private const string Twins = "twin-gpus-separate-groups";

    private static readonly string[] ByAddress = ["0000:05:00.0 Address", "0000:05:00.1 Address"];

    [Fact]
    public void ACardOfItsOwnKindGoesById()
    {
        using TemporaryHost tree = BootHost.Of("debian-12");
        StubPlan plan = Planned.Set(tree, ["01:00.0"]);
        Assert.Equal(["0000:01:00.0 Id 10de:1c03", "0000:01:00.1 Id 10de:10f1"], Planned.Choices(plan));
        Assert.Empty(plan.Violations);
    }

    [Fact]
    public void TwinsGoByAddressAndTheReasonNamesTheTwin()
    {
        using TemporaryHost tree = BootHost.Of("debian-12", Twins);
        StubPlan plan = Planned.Set(tree, ["05:00.0"]);
        Assert.Equal(ByAddress, Planned.Choices(plan));
        Assert.All(plan.Choices, choice =>
        {
            Assert.Contains("10de:1b81", choice.Reason, StringComparison.Ordinal);
            Assert.Contains("0000:03:00.0", choice.Reason, StringComparison.Ordinal);
        });
        Assert.Empty(plan.Violations);
        Assert.Equal([StubbedHost.Configuration], Planned.Paths(plan).Where(path => !path.StartsWith("etc/initramfs-tools", StringComparison.Ordinal)));
    }

    /// <summary>vendor:device:subvendor:subdevice, as vfio_pci_fill_ids reads it.</summary>
    [Fact]
    public void CardsOfDifferentBoardsAreToldApartByTheBoard()
    {
        using TemporaryHost tree = BootHost.Of("debian-12", Twins);
        foreach (string function in (string[])["0000:03:00.0", "0000:03:00.1"]) tree.File($"sys/bus/pci/devices/{function}/subsystem_vendor", "0x1043\n");
        StubPlan plan = Planned.Set(tree, ["05:00.0"]);
        Assert.Equal(["0000:05:00.0 SubsystemId 10de:1b81:1458:3701", "0000:05:00.1 SubsystemId 10de:10f0:1458:3701"], Planned.Choices(plan));
        Assert.Empty(plan.Violations);
    }

    [Fact]
    public void AskedForByIdTwinsAreGuardedAndTheTwinIsNamed()
    {
        using TemporaryHost tree = BootHost.Of("debian-12", Twins);
        StubPlan plan = Planned.Set(tree, ["05:00.0"], VfioStubMethod.Id);
        Assert.Equal(["SharedId 0000:05:00.0", "SharedId 0000:05:00.1"], Planned.Violations(plan));
        Assert.Contains("0000:03:00.0", plan.Violations[0].Detail, StringComparison.Ordinal);
        Assert.Contains("0000:03:00.1", plan.Violations[1].Detail, StringComparison.Ordinal);
        Assert.Empty(Planned.Set(tree, ["05:00.0"], VfioStubMethod.Id, PassthroughGuard.SharedId).Violations);
    }

    [Fact]
    public void BothTwinsTogetherGoById()
    {
        using TemporaryHost tree = BootHost.Of("debian-12", Twins);
        StubPlan plan = Planned.Set(tree, ["03:00.0", "05:00.0"], VfioStubMethod.Auto, PassthroughGuard.OnlyDisplay);
        Assert.All(plan.Choices, choice => Assert.Equal(VfioStubStrategy.Id, choice.Strategy));
        Assert.Equal(4, plan.Choices.Count);
    }

    [Fact]
    public void ByAddressIsWhatIsAskedForEvenWhereTheIdIsAlone()
    {
        using TemporaryHost tree = BootHost.Of("debian-12");
        Assert.Equal(["0000:01:00.0 Address", "0000:01:00.1 Address"], Planned.Choices(Planned.Set(tree, ["01:00.0"], VfioStubMethod.Address)));
    }

    /// <summary>The lines for the tutorial's drivers stand under the card whose address counts; nothing goes onto the kernel's line.</summary>
    [Fact]
    public void ByAddressModprobeReadsSoftdepsAndTheInstallLine()
    {
        using StubbedHost host = StubbedHost.Of("debian-12", Twins);
        host.Do("Set-VfioStub 05:00.0 -HostRoot $root");
        Assert.All(Readers.Modprobe(host.Tree, "softdep"), line => Assert.EndsWith(" pre: vfio-pci gpupt-stub", line, StringComparison.Ordinal));
        Assert.Contains("softdep snd_hda_intel pre: vfio-pci gpupt-stub", Readers.Modprobe(host.Tree, "softdep"));
        string install = Assert.Single(Readers.Modprobe(host.Tree, "install"));
        Assert.Contains("o 0000:05:00.0 0x10de 0x1b81; o 0000:05:00.1 0x10de 0x10f0", install, StringComparison.Ordinal);
        Assert.DoesNotContain("03:00", install, StringComparison.Ordinal);
        Assert.Empty(Readers.Ids(Readers.Grub(host.Tree)));
    }

    [Fact]
    public void AnotherWayIsTakenWhenItIsAskedFor()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Do("Set-VfioStub 01:00.0 -HostRoot $root");
        host.Do("Set-VfioStub 01:00.0 -By Address -HostRoot $root");
        Assert.Empty(Readers.Ids(Readers.Grub(host.Tree)));
        Assert.Single(Readers.Modprobe(host.Tree, "install"));
        host.Do("Set-VfioStub 01:00.0 -By Id -HostRoot $root");
        Assert.Equal(["10de:1c03", "10de:10f1"], Readers.Ids(Readers.Grub(host.Tree)));
        Assert.Empty(Readers.Modprobe(host.Tree, "install"));
    }
}
