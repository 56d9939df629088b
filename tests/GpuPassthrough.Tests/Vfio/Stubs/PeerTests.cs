using GpuPassthrough.Tests.Support;
using GpuPassthrough.Vfio;
using GpuPassthrough.Vfio.Guards;
using GpuPassthrough.Vfio.Stubs;
using Xunit;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>What users of other tools reported, a test each; the summary names the report.</summary>
public sealed class PeerTests
{
    private const string Set = "Set-VfioStub 01:00.0 -HostRoot $root";
    private const string FourFunctions = "amd-4function-rebar";

    /// <summary>deploy-VFIO took the driver in use only, others a fixed list: nvidiafb was missing, which the tutorial has.</summary>
    [Fact]
    public void SoftdepsComeFromTheModaliasAndNotFromTheDriverInUse()
    {
        using TemporaryHost tree = BootHost.Of("debian-12");
        foreach (string function in (string[])["0000:01:00.0", "0000:01:00.1"]) File.Delete(tree.PathOf($"sys/bus/pci/devices/{function}/driver"));
        Planned.Apply(tree, ["01:00.0"]);
        Assert.Equal(["softdep nouveau pre: vfio-pci", "softdep nvidiafb pre: vfio-pci", "softdep snd_hda_intel pre: vfio-pci"], Readers.Modprobe(tree, "softdep"));
    }

    /// <summary>The proprietary driver's modules are candidates beside nouveau; a tool had one driver for each vendor.</summary>
    [Fact]
    public void AllDriversThatOfferThemselvesAreHeldBack()
    {
        using TemporaryHost tree = BootHost.Of("debian-12", "twin-gpus-separate-groups");
        Planned.Apply(tree, ["05:00.0"]);
        string[] held = [.. Readers.Modprobe(tree, "softdep").Select(line => line.Split(' ')[1])];
        Assert.Empty(new[] { "nouveau", "nvidia", "nvidia_drm", "snd_hda_intel" }.Except(held));
    }

    /// <summary>HikariKnight/quickpassthrough#12: what has the same vendor is not related.</summary>
    [Fact]
    public void TheSameVendorIsNoRelation()
    {
        using TemporaryHost tree = BootHost.Of("ubuntu-24.04", "gpu-with-root-nvme");
        Assert.Equal(["0000:0a:00.0", "0000:0a:00.1"], Planned.Set(tree, ["0a:00.0"]).Choices.Select(choice => choice.Device.Address.ToString()));
    }

    /// <summary>uwzis/GPU-Passthrough-Manager#21, NVIDIA/kubevirt-gpu-device-plugin#50: USB-C and UCSI were left to the host.</summary>
    [Fact]
    public void AllFunctionsOfACardGoTogether()
    {
        using TemporaryHost tree = BootHost.Of("fedora-bls", FourFunctions);
        Assert.Equal(["0a:00.0", "0a:00.1", "0a:00.2", "0a:00.3"], Planned.Set(tree, ["0a:00.1"]).Choices.Select(choice => choice.Device.Address.ToString()[5..]));
    }

    /// <summary>VFIO-passthrough (README), vfio-pci-bind#6: 1002:ab28 is the audio function of many cards, the host's among them.</summary>
    [Fact]
    public void AnAudioFunctionLikeTheHostsSendsTheWholeCardByAddress()
    {
        using TemporaryHost tree = HostWithTwoRadeons();
        StubPlan plan = Planned.Set(tree, ["0d:00.0"]);
        Assert.Empty(plan.Violations);
        Assert.All(plan.Choices, choice => Assert.Equal(VfioStubStrategy.Address, choice.Strategy));
        Assert.All(plan.Choices, choice => Assert.Contains("0000:20:00.1", choice.Reason, StringComparison.Ordinal));
        StubPlan byId = Planned.Set(tree, ["0d:00.0"], VfioStubMethod.Id);
        Assert.Equal(["SharedId 0000:0d:00.1"], Planned.Violations(byId));
        Assert.Contains("0000:20:00.1", byId.Violations[0].Detail, StringComparison.Ordinal);
    }

    /// <summary>quickpassthrough#29, passthrough_helper_fedora#2: vfio_virqfd is gone since Linux 6.2; where it is there, vfio-pci brings it along.</summary>
    [Theory]
    [InlineData("debian-12")]
    [InlineData("fedora-bls")]
    [InlineData("arch-grub")]
    public void NobodyIsToldOfVfioVirqfd(string distribution)
    {
        using TemporaryHost tree = BootHost.Of(distribution);
        Assert.Contains("vfio_virqfd", File.ReadAllText(Directory.GetFiles(tree.PathOf("lib/modules"), "modules.dep", SearchOption.AllDirectories)[0]), StringComparison.Ordinal);
        Planned.Apply(tree, ["01:00.0"]);
        Assert.DoesNotContain(Directory.GetFiles(tree.PathOf("etc"), "*", SearchOption.AllDirectories), path => File.ReadAllText(path).Contains("virqfd", StringComparison.Ordinal));
    }

    /// <summary>quickpassthrough leaves out domains of more than four digits, as Intel's VMD has them.</summary>
    [Fact]
    public void ADomainOfFiveDigitsIsStubbedAndReadBack()
    {
        using TemporaryHost tree = BootHost.Of("ubuntu-24.04", "vmd-domain-10000");
        Assert.Contains("HostDisk 10000:e1:00.0", Planned.Violations(Planned.Set(tree, ["10000:e1:00.0"])));
        Planned.Apply(tree, ["10000:e1:00.0"], VfioStubMethod.Address, PassthroughGuard.HostDisk, PassthroughGuard.ReservedRegion);
        Assert.Contains("o 10000:e1:00.0 0x144d 0x", Assert.Single(Readers.Modprobe(tree, "install"), line => line.Contains("gpupt_stub", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(Planned.Get(tree), stub => stub.Address.ToString() == "10000:e1:00.0" && stub.State == VfioStubState.PendingReboot);
    }

    /// <summary>PVE-Tools-9#98: the disk of the system was in the group, and the host did not start any more.</summary>
    [Fact]
    public void TheDiskOfTheSystemStopsTheWholeGroup()
    {
        using TemporaryHost tree = BootHost.Of("ubuntu-24.04", "gpu-with-root-nvme");
        Assert.Equal(["HostNetwork 0000:04:00.0", "HostDisk 0000:05:00.0"], Planned.Violations(Planned.Set(tree, ["08:00.0"])));
    }

    /// <summary>dracutdevs/dracut#2121, GPU-Passthrough-Manager#40: the card's driver came first.</summary>
    [Fact]
    public void VfioComesBeforeEachDriverWhoeverLoadsIt()
    {
        using TemporaryHost tree = BootHost.Of("debian-12");
        Assert.DoesNotContain("vfio_pci", Readers.Loads(tree, "nouveau"));
        Planned.Apply(tree, ["01:00.0"]);
        foreach (string module in (string[])["nouveau", "nvidiafb", "snd_hda_intel"])
        {
            string[] loaded = Readers.Loads(tree, module);
            Assert.InRange(Array.IndexOf(loaded, "vfio_pci"), 0, Array.IndexOf(loaded, module) - 1);
        }
    }

    /// <summary>PassthroughPOST/VFIO-Tools (pull request 2): what follows a space in the list is not read.</summary>
    [Fact]
    public void TheListOfIdsHasNoSpaces()
    {
        using StubbedHost host = StubbedHost.Of();
        host.Do(Set);
        host.Do("Set-VfioStub 00:1b.0 -HostRoot $root");
        Assert.Single(Readers.Grub(host.Tree), word => word == "vfio_pci.ids=10de:1c03,10de:10f1,8086:8ca0");
    }

    /// <summary>quickpassthrough added rd.driver.pre=vfio-pci again with every run.</summary>
    [Theory]
    [InlineData("ubuntu-26.04-dracut")]
    [InlineData("opensuse-grub")]
    public void RunAgainNothingIsRepeated(string distribution)
    {
        using StubbedHost host = StubbedHost.Of(distribution);
        host.Do(Set);
        string[] once = host.State;
        for (int run = 0; run < 3; run++) host.Do(Set);
        Assert.Equal(once, host.State);
        Assert.Single(Readers.Grub(host.Tree), word => word.Contains("vfio", StringComparison.Ordinal));
    }

    /// <summary>quickpassthrough turned single quotes and an empty value into something else; PECU said it was done and nothing was.</summary>
    [Theory]
    [InlineData("GRUB_CMDLINE_LINUX_DEFAULT='quiet splash'\n", "quiet", "splash")]
    [InlineData("GRUB_CMDLINE_LINUX_DEFAULT=\"\"\n")]
    [InlineData("GRUB_CMDLINE_LINUX_DEFAULT=quiet # as it was\n", "quiet")]
    public void QuotesOfAllKindsAreRead(string grub, params string[] words)
    {
        foreach (string distribution in (string[])["debian-12", "arch-grub"])
        {
            using StubbedHost host = StubbedHost.Of(distribution);
            host.Tree.File("etc/default/grub", grub);
            host.Do(Set);
            Assert.Equal([.. words, "vfio_pci.ids=10de:1c03,10de:10f1"], Readers.Grub(host.Tree, "bash"));
        }
    }

    /// <summary>64kramsystem/vga-passthrough#15 and others: "group is not viable", because one endpoint of it stayed with its driver.</summary>
    [Fact]
    public void TheGroupIsTakenWholeButForItsBridges()
    {
        using TemporaryHost tree = BootHost.Of("arch-grub", "twin-gpus-one-group");
        StubPlan plan = Planned.Set(tree, ["02:00.0"]);
        Assert.Equal(["01:00.0", "01:00.1", "02:00.0", "02:00.1"], plan.Choices.Select(choice => choice.Device.Address.ToString()[5..]));
        Assert.Empty(plan.Violations);
    }

    // A second Radeon whose audio function is the same chip on the same board number, as AMD ships them.
    private static TemporaryHost HostWithTwoRadeons()
    {
        TemporaryHost tree = BootHost.Of("fedora-bls", FourFunctions);
        tree.Function("0000:20:00.0", "1002:73df", "030000", "amdgpu", 90).Function("0000:20:00.1", "1002:ab28", "040300", "snd_hda_intel", 91);
        return tree.File("sys/bus/pci/devices/0000:20:00.1/subsystem_vendor", "0x1002\n").File("sys/bus/pci/devices/0000:20:00.1/subsystem_device", "0xab28\n");
    }
}
