using GpuPassthrough.Readiness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Readiness;

/// <summary>The checks of a card. What each fake host stands for: tests/hosts/README.md.</summary>
public sealed class CardCheckTests
{
    private const string Card = "0000:01:00.0";

    [Theory]
    [InlineData("group-dir-only", Card, "Pass", "")]
    [InlineData("h97m-gtx1060", Card, "Warn", "nouveau")]
    [InlineData("gpu-with-root-nvme", "0000:08:00.0", "Warn", "0000:05:00.0")]
    [InlineData("twin-gpus-one-group", Card, "Warn", "0000:02:00.0")]
    [InlineData("arm-multi-domain", "0004:03:00.0", "Fail", "not on PCI")]
    [InlineData("no-iommu", Card, "Skip", "")]
    public void IommuGroup(string host, string card, string status, string evidence) => Assert.Contains(evidence, Is(status, Judged.Card(host, card, "IommuGroup")).Evidence, StringComparison.Ordinal);

    [Fact]
    public void AFunctionWithoutAGroup()
    {
        using TemporaryHost tree = new TemporaryHost().Function(Card).Function("0000:02:00.0", group: 1);
        Is("Fail", Judged.Card(tree, Card, "IommuGroup"));
    }

    // The chipset of this board has no ACS (HikariKnight/quickpassthrough#22); the override is on the command line of the other.
    [Theory]
    [InlineData("gpu-with-root-nvme", "0000:08:00.0", "Pass", "no ACS")]
    [InlineData("gpu-with-root-nvme", "0000:0a:00.0", "Pass", "kept apart")]
    [InlineData("split-audio-group", Card, "Warn", "pcie_acs_override=downstream,multifunction")]
    [InlineData("no-iommu", Card, "Skip", "")]
    public void AccessControl(string host, string card, string status, string evidence) => Assert.Contains(evidence, Is(status, Judged.Card(host, card, "Acs")).Evidence, StringComparison.Ordinal);

    /// <summary>Without root the kernel gives 64 bytes of a bridge's configuration space, in which no capability can be seen.</summary>
    [Fact]
    public void AccessControlIsHiddenWithoutRoot()
    {
        using TemporaryHost tree = new TemporaryHost().Function("0000:00:01.0", classCode: "060400", group: 1).Function(Card, group: 1).Function("0000:02:00.0", group: 1);
        File.WriteAllBytes(tree.PathOf("sys/bus/pci/devices/0000:00:01.0/config"), new byte[64]);
        Is("Skip", Judged.Card(tree, Card, "Acs"));
    }

    // PCI Express Base specification 7.7.11: capability word at 4, control word at 6; SV 1, RR 4, CR 8, UF 10.
    [Theory]
    [InlineData(0x1f, 0x1d, "switched on")]
    [InlineData(0x1f, 0x00, "ACS control 0x0000")]
    [InlineData(0x1f, 0x11, "ACS control 0x0011")]
    [InlineData(0x11, 0x11, "switched on")]
    public void AccessControlWords(ushort capability, ushort control, string evidence)
    {
        using TemporaryHost tree = new TemporaryHost().Function("0000:00:01.0", classCode: "060400", group: 1).Function(Card, group: 1).Function("0000:02:00.0", group: 1);
        byte[] config = new byte[4096];
        config[0x100] = 0x0d;
        config[0x102] = 1;
        (config[0x104], config[0x105]) = ((byte)capability, (byte)(capability >> 8));
        (config[0x106], config[0x107]) = ((byte)control, (byte)(control >> 8));
        File.WriteAllBytes(tree.PathOf("sys/bus/pci/devices/0000:00:01.0/config"), config);
        Assert.Contains(evidence, Is("Pass", Judged.Card(tree, Card, "Acs")).Evidence, StringComparison.Ordinal);
    }

    // Group 7 of group-dir-only has a region of type direct.
    [Theory]
    [InlineData("group-dir-only", "0000:00:14.0", "Fail")]
    [InlineData("group-dir-only", Card, "Pass")]
    [InlineData("h97m-gtx1060", "0000:00:02.0", "Pass")]
    [InlineData("no-iommu", Card, "Skip")]
    public void ReservedRegions(string host, string card, string status) => Is(status, Judged.Card(host, card, "ReservedRegions"));

    [Fact]
    public void Stub()
    {
        Assert.Equal("Set-VfioStub 0000:01:00.0", Is("Warn", Judged.Card("h97m-gtx1060", Card, "Stub")).Remedy);
        Is("Pass", Judged.Card("group-dir-only", Card, "Stub"));
    }

    /// <summary>A stub that was made before the start, whose argument the kernel was not given.</summary>
    [Fact]
    public void StubThatDidNotTake()
    {
        using TemporaryHost tree = BootHost.Of("debian-12");
        tree.File("etc/modprobe.d/01-vfio-pci.conf", "# GpuPassthrough: begin.\n# stub 0000:01:00.0 10de:1c03 id=10de:1c03 modules=nouveau\n# stub 0000:01:00.1 10de:10f1 id=10de:10f1 modules=snd_hda_intel\nsoftdep nouveau pre: vfio-pci\n# GpuPassthrough: end\n");
        tree.File("etc/default/grub.d/zz.cfg", "GRUB_CMDLINE_LINUX_DEFAULT=\"$GRUB_CMDLINE_LINUX_DEFAULT vfio_pci.ids=10de:1c03,10de:10f1\"\n");
        tree.File("proc/stat", $"btime {DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds()}\n");
        Assert.Equal("Restart the host.", Is("Warn", Judged.Card(tree, Card, "Stub")).Remedy);
        tree.File("proc/stat", $"btime {DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}\n");
        Is("Fail", Judged.Card(tree, Card, "Stub"));
    }

    // The network card with the default route and the disk with / are in the group of this card.
    [Fact]
    public void Use()
    {
        HostCheck needed = Is("Fail", Judged.Card("gpu-with-root-nvme", "0000:08:00.0", "Use"));
        Assert.Contains("enp4s0 (default route)", needed.Evidence, StringComparison.Ordinal);
        Assert.Contains("nvme0n1p2 (/)", needed.Evidence, StringComparison.Ordinal);
        Is("Pass", Judged.Card("h97m-gtx1060", Card, "Use"));
        using TemporaryHost tree = new TemporaryHost().Function(Card);
        Is("Skip", Judged.Card(tree, Card, "Use", isLive: true, isPrivileged: false));
        Is("Pass", Judged.Card(tree, Card, "Use", isLive: true));
    }

    [Theory]
    [InlineData("h97m-gtx1060", Card, "Pass")]
    [InlineData("muxless-laptop", "0000:00:02.0", "Warn")]
    [InlineData("muxless-laptop", Card, "Pass")]
    [InlineData("sriov", "0000:05:00.0", "Warn")]
    public void RemainingDisplay(string host, string card, string status) => Is(status, Judged.Card(host, card, "RemainingDisplay"));

    [Theory]
    [InlineData("h97m-gtx1060", Card, "Pass", "says 0")]
    [InlineData("h97m-gtx1060", "0000:00:02.0", "Warn", "says 1")]
    [InlineData("eight-gpu-server", "0000:07:00.0", "Pass", "class 0302")]
    public void BootVga(string host, string card, string status, string evidence) => Assert.Contains(evidence, Is(status, Judged.Card(host, card, "BootVga")).Evidence, StringComparison.Ordinal);

    // /proc/iomem as the kernel prints it; who holds a frame buffer: drivers/firmware/sysfb_simplefb.c, drivers/video/fbdev, drivers/gpu/drm.
    // siderolabs/talos#14356: simpledrm held the BAR though sysfb_init was on the black list.
    [Theory]
    [InlineData("e0000000-efffffff : 0000:01:00.0\n    e0000000-e02fffff : BOOTFB\n      e0000000-e02fffff : simpledrm\n", "Warn", "initcall_blacklist")]
    [InlineData("e0000000-efffffff : 0000:01:00.0\n    e0000000-e02fffff : efifb\n", "Warn", "video efifb:off")]
    [InlineData("d0000000-dfffffff : 0000:00:02.0\n    d0000000-d02fffff : BOOTFB\n", "Pass", null)]
    [InlineData("e0000000-efffffff : 0000:01:00.0\n    e0000000-e02fffff : nouveau\n", "Pass", null)]
    [InlineData("00000000-00000000 : 0000:01:00.0\n    00000000-00000000 : BOOTFB\n", "Skip", null)]
    public void Framebuffer(string memory, string status, string? remedy)
    {
        using TemporaryHost tree = new TemporaryHost().Function(Card).File("proc/iomem", "00000000-00000fff : Reserved\n  ".Replace("00000fff", memory.StartsWith('0') ? "00000000" : "00000fff", StringComparison.Ordinal) + memory);
        tree.File($"sys/devices/pci0000:01/{Card}/resource", "0x00000000f6000000 0x00000000f6ffffff 0x0000000000040200\n0x00000000e0000000 0x00000000efffffff 0x000000000014220c\n");
        HostCheck check = Is(status, Judged.Card(tree, Card, "Framebuffer"));
        if (remedy is not null) Assert.Contains(remedy, check.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("h97m-gtx1060", "0000:00:02.0", "Warn", "changed in memory")]
    [InlineData("h97m-gtx1060", Card, "Warn", "HostDriverBoundThisBoot")]
    [InlineData("group-dir-only", Card, "Pass", "Unknown")]
    [InlineData("eight-gpu-server", "0000:07:00.0", "Pass", "no option ROM")]
    [InlineData("arm-multi-domain", "0004:02:00.0", "Warn", "no option ROM")]
    public void OptionRom(string host, string card, string status, string evidence) => Assert.Contains(evidence, Is(status, Judged.Card(host, card, "OptionRom")).Evidence, StringComparison.Ordinal);

    [Fact]
    public void OptionRomIsForRootOnly()
    {
        using TemporaryHost tree = new TemporaryHost().Function(Card).File($"sys/devices/pci0000:01/{Card}/rom", "");
        Is("Skip", Judged.Card(tree, Card, "OptionRom", isLive: true, isPrivileged: false));
    }

    [Theory]
    [InlineData("eight-gpu-server", "0000:07:00.0", "Pass", "flr bus")]
    [InlineData("amd-4function-rebar", "0000:0a:00.0", "Pass", "together")]
    [InlineData("split-audio-group", Card, "Warn", "0000:01:00.0 often")]
    [InlineData("h97m-gtx1060", Card, "Skip", "5.15")]
    public void Reset(string host, string card, string status, string evidence) => Assert.Contains(evidence, Is(status, Judged.Card(host, card, "Reset")).Evidence, StringComparison.Ordinal);

    // Device IDs: src/device-db.h of gnif/vendor-reset; with the module a card has the method device_specific.
    [Theory]
    [InlineData("1002:67df", "bus\n", "Warn")]
    [InlineData("1002:67df", "device_specific bus\n", "Pass")]
    [InlineData("1002:731f", "pm bus\n", "Warn")]
    [InlineData("1002:73bf", "bus\n", "Pass")]
    [InlineData("10de:67df", "bus\n", "Pass")]
    [InlineData("10de:1c03", "", "Warn")]
    public void ResetTrouble(string id, string methods, string status)
    {
        using TemporaryHost tree = new TemporaryHost().Function(Card, id).File($"sys/devices/pci0000:01/{Card}/reset_method", methods);
        Is(status, Judged.Card(tree, Card, "Reset"));
    }

    [Fact]
    public void ResetOfTheBusHitsANeighbour()
    {
        using TemporaryHost tree = new TemporaryHost().Function(Card, group: 1).Function("0000:01:01.0", classCode: "020000", group: 2).File($"sys/devices/pci0000:01/{Card}/reset_method", "bus\n");
        Assert.Contains("0000:01:01.0", Is("Warn", Judged.Card(tree, Card, "Reset")).Evidence, StringComparison.Ordinal);
    }

    // Flags: include/linux/ioport.h, IORESOURCE_UNSET 0x20000000.
    [Theory]
    [InlineData("0x0000000000000000 0x00000003ffffffff 0x000000002014220c\n", "Fail", "16G")]
    [InlineData("0x0000007c00000000 0x0000007fffffffff 0x000000000014220c\n", "Pass", "above 4 GiB")]
    [InlineData("0x00000000e0000000 0x00000000efffffff 0x000000000014220c\n", "Pass", "256M")]
    [InlineData("", "Skip", "")]
    public void Bars(string resource, string status, string evidence)
    {
        using TemporaryHost tree = new TemporaryHost().Function(Card).File($"sys/devices/pci0000:01/{Card}/resource", resource);
        HostCheck check = Is(status, Judged.Card(tree, Card, "Bars"));
        Assert.Contains(evidence, check.Evidence, StringComparison.Ordinal);
        if (status == "Fail") Assert.Contains("Above 4G Decoding", check.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void BarsThatCanBeResized() => Assert.Contains("Sizes that can be chosen: 0000:0a:00.0 1: 256M of 64M, 128M, 256M", Is("Pass", Judged.Card("amd-4function-rebar", "0000:0a:00.0", "Bars")).Evidence, StringComparison.Ordinal);

    // 03:00.0 has four virtual functions, 03:00.1 none.
    [Theory]
    [InlineData("0000:03:00.0", "Fail")]
    [InlineData("0000:03:00.1", "Pass")]
    [InlineData("0000:03:10.0", "Pass")]
    public void Sriov(string card, string status) => Is(status, Judged.Card("sriov", card, "Sriov"));

    [Fact]
    public void WhatIsNoDisplayHasNoChecksOfDisplays() =>
        Assert.DoesNotContain(Judged.All(FakeHosts.Root("sriov"), ["0000:03:00.1"]), check => check.Name is "BootVga" or "RemainingDisplay" or "Framebuffer" or "OptionRom");

    // Texts: drivers/pci/{rom,pci,setup-res}.c.
    [Theory]
    [InlineData("4,1,1,-;vfio-pci 0000:01:00.0: BAR 1 [mem 0xe0000000-0xefffffff 64bit pref]: can't reserve\n", "Warn")]
    [InlineData("4,1,1,-;vfio-pci 0000:01:00.0: Invalid PCI ROM header signature: expecting 0xaa55, got 0xffff\n", "Warn")]
    [InlineData("4,1,1,-;vfio-pci 0000:07:00.0: Invalid PCI ROM header signature: expecting 0xaa55, got 0xffff\n", "Pass")]
    [InlineData("6,1,1,-;pci 0000:01:00.0: [10de:1c03] type 00 class 0x030000\n", "Pass")]
    public void CardLog(string records, string status)
    {
        using TemporaryHost tree = new TemporaryHost().Function(Card).File("dev/kmsg", records);
        Is(status, Judged.Card(tree, Card, "CardLog", isLive: true));
        Is("Skip", Judged.Card(tree, Card, "CardLog"));
    }

    private static HostCheck Is(string status, HostCheck? check)
    {
        Assert.NotNull(check);
        Assert.True(check.Status.ToString() == status, $"{status} was expected: {check}");
        return check;
    }
}
