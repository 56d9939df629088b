using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Firmware.Export;

/// <summary>What is said of a card's history. Records have the form of Documentation/ABI/testing/dev-kmsg.</summary>
public sealed class RomTaintTests
{
    private const string Boot = "5,0,0,-;Linux version 6.1.0-56-amd64\n6,700,300000,-;pci 0000:01:00.0: [10de:1c03] type 00 class 0x030000\n SUBSYSTEM=pci\n DEVICE=+pci:0000:01:00.0\n";
    private const string Stub = "6,800,2000000,-;vfio_pci: add [10de:1c03[ffffffff:ffffffff]] class 0x000000/00000000\n6,801,2100000,-;vfio-pci 0000:01:00.0: vgaarb: changed VGA decodes: olddecodes=io+mem,decodes=none:owns=none\n";

    [Theory]
    [InlineData("nouveau", Boot)]
    [InlineData("nvidia", null)]
    [InlineData(null, Boot + "6,900,5000000,-;nouveau 0000:01:00.0: NVIDIA GP106 (136000a1)\n")]
    [InlineData("vfio-pci", Boot + "6,750,1000000,-;nvidia 0000:01:00.0: vgaarb: changed VGA decodes: olddecodes=io+mem,decodes=none:owns=none\n" + Stub)]
    public void A_driver_of_the_host_is_seen_now_and_in_the_log(string? driver, string? log) =>
        Assert.Equal(GpuRomTaint.HostDriverBoundThisBoot, Judge(driver, log));

    [Theory]
    [InlineData("vfio-pci 0000:01:00.0: enabling device (0000 -> 0003)")]
    [InlineData("vfio-pci 0000:01:00.0: vfio_ecap_init: hiding ecap 0x19@0x900")]
    [InlineData("vfio-pci 0000:01:00.0: resetting")]
    public void A_guest_is_seen_in_the_log(string record) =>
        Assert.Equal(GpuRomTaint.GuestUsedThisBoot, Judge("vfio-pci", $"{Boot}{Stub}6,950,900000000,-;{record}\n", active: 1000, suspended: 900000));

    [Fact]
    public void A_card_that_slept_since_it_was_stubbed_is_clean() => Assert.Equal(GpuRomTaint.Clean, Judge("vfio-pci", Boot + Stub, active: 2500, suspended: 900000));

    [Theory]
    [InlineData(60000, 900000)] // awake for a minute: with whom is not known
    [InlineData(2500, 0)] // never asleep: the time awake says nothing
    [InlineData(null, null)] // the kernel does not count
    public void A_card_that_was_awake_is_not_known(int? active, int? suspended) => Assert.Equal(GpuRomTaint.Unknown, Judge("vfio-pci", Boot + Stub, active, suspended));

    [Fact]
    public void A_vga_card_that_no_driver_ever_mentioned_is_clean() => Assert.Equal(GpuRomTaint.Clean, Judge(null, Boot));

    [Fact]
    public void Other_cards_need_not_be_mentioned() => Assert.Equal(GpuRomTaint.Unknown, Judge(null, Boot, classCode: "030200"));

    [Fact]
    public void A_card_taken_off_vfio_pci_is_not_known() => Assert.Equal(GpuRomTaint.Unknown, Judge(null, Boot + Stub));

    [Theory]
    [InlineData(null)]
    [InlineData("6,700,300000,-;pci 0000:01:00.0: [10de:1c03] type 00 class 0x030000\n")]
    public void Without_the_whole_log_nothing_is_known(string? log) => Assert.Equal(GpuRomTaint.Unknown, Judge(null, log));

    [Fact]
    public void Another_cards_records_do_not_count() =>
        Assert.Equal(GpuRomTaint.Clean, Judge(null, Boot + "6,900,5000000,-;nouveau 0000:02:00.0: NVIDIA GP106\n6,901,5000001,-;snd_hda_intel 0000:01:00.1: enabling device\n"));

    [Fact]
    public void The_boot_display_is_told() => Assert.Equal(GpuRomTaint.BootVga, Judge("vfio-pci", Boot + Stub, bootVga: true));

    [Fact]
    public void The_live_log_begins_with_the_kernels_version_when_it_is_complete()
    {
        using HostRoot host = HostRoot.Open();
        KernelLog? log = KernelLog.Read(host);
        if (log is null) Assert.Skip("This user may not read the kernel's log.");
        Assert.Equal(log.Records.Count, log.Records.Select(record => record.Sequence).Distinct().Count());
        if (log.IsComplete) Assert.StartsWith("Linux version", log.Records[0].Text, StringComparison.Ordinal);
    }

    private static GpuRomTaint Judge(string? driver, string? log, int? active = null, int? suspended = null, string classCode = "030000", bool bootVga = false)
    {
        using TemporaryHost tree = new();
        tree.Function("0000:01:00.0", driver: driver, classCode: classCode);
        const string power = "sys/bus/pci/devices/0000:01:00.0/power/";
        if (bootVga) tree.File("sys/bus/pci/devices/0000:01:00.0/boot_vga", "1\n");
        if (active is not null) tree.File(power + "runtime_active_time", active + "\n");
        if (suspended is not null) tree.File(power + "runtime_suspended_time", suspended + "\n");
        if (log is not null) tree.File("dev/kmsg", log);
        using HostRoot host = HostRoot.Open(tree.Root);
        return new RomExporter(host).Taint(new RomPlan(Assert.Single(PciInventory.Read(host).Devices), GpuRomSource.RomBar, "rom"));
    }
}
