using System.Globalization;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using GpuPassthrough.Usage;

namespace GpuPassthrough.Tests.Usage;

public sealed class NodeUseTests : IDisposable
{
    private const string Card = "pci0000:00/0000:00:01.0/0000:01:00.0";
    private const string Audio = "pci0000:00/0000:00:01.0/0000:01:00.1";

    private readonly TemporaryHost _host = new();

    public void Dispose() => _host.Dispose();

    [Xunit.Fact]
    public void Processes_that_hold_display_nodes_are_named_once_each()
    {
        _host.Device("drm", Card + "/drm/card1").Device("drm", Card + "/drm/renderD129").Device("drm", "pci0000:00/0000:00:02.0/drm/card0")
            .Process(900, "Xorg", "/dev/null", "/dev/dri/card1", "/dev/dri/card1", "/dev/dri/card0").Process(1200, "firefox", "/dev/dri/renderD129 (deleted)");
        Xunit.Assert.Equal(["Display: /dev/dri/card1 (Xorg (900))", "Display: /dev/dri/renderD129 (firefox (1200))"], _host.Uses("0000:01:00.0"));
    }

    [Xunit.Fact]
    public void Links_of_a_recorded_host_may_be_relative()
    {
        _host.Device("drm", Card + "/drm/card1").Process(900, "Xorg", "../../../dev/dri/card1");
        Xunit.Assert.Equal(["Display: /dev/dri/card1 (Xorg (900))"], _host.Uses("0000:01:00.0"));
    }

    [Xunit.Fact]
    public void Sound_nodes_belong_to_the_card_whose_number_they_carry()
    {
        _host.Device("sound", Audio + "/sound/card1").Device("sound", "pci0000:00/0000:00:1b.0/sound/card11")
            .Process(500, "pipewire", "/dev/snd/controlC1", "/dev/snd/pcmC1D3p", "/dev/snd/seq", "/dev/snd/controlC11", "/dev/snd/timer");
        Xunit.Assert.Equal(["Sound: /dev/snd/controlC1 (pipewire (500))", "Sound: /dev/snd/pcmC1D3p (pipewire (500))"], _host.Uses("0000:01:00.1"));
        Xunit.Assert.Equal(["Sound: /dev/snd/controlC11 (pipewire (500))"], _host.Uses("0000:00:1b.0"));
    }

    [Xunit.Fact]
    public void Other_character_nodes_below_the_function_are_found_by_their_number()
    {
        const string keyboard = "pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/0003:046D:C31C.0001/input/input5/event3";
        _host.Character("13:67", keyboard, "input/event3").Character("195:9", Card + "/graphics/fb1", "fb1").Character("1:3", "virtual/mem/null", "null")
            .Process(300, "systemd-logind", "/dev/input/event3", "/dev/null").Process(301, "fbi", "/dev/fb1");
        Xunit.Assert.Equal(["Node: /dev/input/event3 (systemd-logind (300))"], _host.Uses("0000:00:14.0"));
        Xunit.Assert.Equal(["Display: /dev/fb1 (fbi (301))"], _host.Uses("0000:01:00.0"));
    }

    [Xunit.Fact]
    public void A_guest_that_holds_the_group_uses_all_of_its_functions()
    {
        _host.Folder("sys/class/vfio/12").Link("sys/kernel/iommu_groups/12/devices/0000:01:00.0", "../../../../devices/" + Card)
            .Link("sys/kernel/iommu_groups/12/devices/0000:01:00.1", "../../../../devices/" + Audio)
            .Process(4711, "qemu-system-x86", "/dev/vfio/vfio", "/dev/vfio/12");
        Xunit.Assert.Equal(["Guest: /dev/vfio/12 (qemu-system-x86 (4711))"], _host.Uses("0000:01:00.0"));
        Xunit.Assert.Equal(["Guest: /dev/vfio/12 (qemu-system-x86 (4711))"], _host.Uses("0000:01:00.1"));
        Xunit.Assert.Empty(_host.Uses("0000:02:00.0"));
    }

    [Xunit.Fact]
    public void Group_nodes_are_found_by_the_directory_of_nodes_too()
    {
        _host.File("dev/vfio/noiommu-3", "").Folder("sys/kernel/iommu_groups/3/devices/0000:01:00.0").Process(5, "dpdk", "/dev/vfio/noiommu-3");
        Xunit.Assert.Equal(["Guest: /dev/vfio/noiommu-3 (dpdk (5))"], _host.Uses("0000:01:00.0"));
    }

    [Xunit.Fact]
    public void A_guest_that_holds_the_device_itself_is_found()
    {
        _host.Device("vfio-dev", Card + "/vfio-dev/vfio2").Process(8, "cloud-hyperviso", "/dev/vfio/devices/vfio2");
        Xunit.Assert.Equal(["Guest: /dev/vfio/devices/vfio2 (cloud-hyperviso (8))"], _host.Uses("0000:01:00.0"));
    }

    [Xunit.Fact]
    public void Nodes_of_the_nvidia_driver_are_found_by_its_information_files()
    {
        _host.File("proc/driver/nvidia/gpus/0000:01:00.0/information", "Model: \t\t NVIDIA GeForce GTX 1060 6GB\nBus Location: \t 0000:01:00.0\nDevice Minor: \t 1\n")
            .File("proc/driver/nvidia/gpus/0000:02:00.0/information", "Device Minor: \t 0\n")
            .Process(60, "Xorg", "/dev/nvidiactl", "/dev/nvidia0").Process(61, "python3", "/dev/nvidia1");
        Xunit.Assert.Equal(["Display: /dev/nvidia1 (python3 (61))"], _host.Uses("0000:01:00.0"));
    }

    [Xunit.Fact]
    public void A_process_that_vanishes_or_may_not_be_read_is_passed_over()
    {
        _host.Device("drm", Card + "/drm/card1").File("proc/12/comm", "kthread\n").Process(13, "denied", "/dev/dri/card1").Process(14, "gone", "/dev/dri/card1")
            .Process(15, "seen", "/dev/dri/card1").Folder("proc/16/fd").Link("proc/16/fd/0", "/dev/dri/card1").File("proc/17", "").Link("proc/18", "19");
        using HostRoot host = HostRoot.Open(_host.Root);
        host.Fault = path => path switch
        {
            "proc/13/fd" => Errno.AccessDenied,
            "proc/14/fd/0" => Errno.NoEntry,
            _ => Errno.None,
        };
        PciAddress function = PciAddress.Parse("0000:01:00.0");
        string[] found = [.. UsageReader.Read(host, [function])[function].Select(use => use.Detail)];
        Xunit.Assert.Equal(["process 16", "seen (15)"], found);
    }

    [Xunit.Fact]
    public void Open_files_are_read_only_when_a_function_has_nodes()
    {
        _host.Device("drm", Card + "/drm/card1").Process(13, "Xorg", "/dev/dri/card1");
        Xunit.Assert.Equal(0, ReadsOf("proc/13/fd", "0000:00:1f.0"));
        Xunit.Assert.Equal(1, ReadsOf("proc/13/fd", "0000:01:00.0"));
    }

    [Xunit.Fact]
    public void The_number_of_functions_asked_for_does_not_change_what_is_read()
    {
        _host.Device("drm", Card + "/drm/card1").Process(13, "Xorg", "/dev/dri/card1");
        string[] many = [.. Enumerable.Range(0, 50000).Select(index => new PciAddress((uint)(index >> 8) + 1, (byte)index, 0, 0).ToString()), "0000:01:00.0"];
        Xunit.Assert.Equal(ReadsOf("", "0000:01:00.0"), ReadsOf("", many));
    }

    [Xunit.Fact]
    public void Many_processes_are_read()
    {
        _host.Device("drm", Card + "/drm/card1");
        for (int id = 1; id <= 1000; id++) _host.Folder($"proc/{id.ToString(CultureInfo.InvariantCulture)}/fd");
        _host.Process(1001, "Xorg", "/dev/dri/card1");
        Xunit.Assert.Equal(["Display: /dev/dri/card1 (Xorg (1001))"], _host.Uses("0000:01:00.0"));
    }

    [Xunit.Fact]
    public void A_host_of_nothing_has_no_uses()
    {
        Xunit.Assert.Empty(_host.Uses("0000:01:00.0"));
        Xunit.Assert.Empty(_host.Read());
    }

    private int ReadsOf(string path, params string[] functions)
    {
        using HostRoot host = HostRoot.Open(_host.Root);
        int reads = 0;
        host.Fault = read =>
        {
            if (path.Length == 0 || read == path) reads++;
            return Errno.None;
        };
        UsageReader.Read(host, functions.Select(PciAddress.Parse));
        return reads;
    }
}
