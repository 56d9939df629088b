using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Host;

public sealed class DeviceFilesTests
{
    [Fact]
    public void A_value_is_written_into_what_is_there_and_no_file_is_made()
    {
        using TemporaryHost tree = new();
        tree.File("device/power/control", "auto\n");
        using HostRoot host = HostRoot.Open(tree.Root);
        Assert.Equal(Errno.None, DeviceFiles.Open(host, "device", out IDeviceFiles? opened));
        using IDeviceFiles files = opened!;
        Assert.Equal(Errno.None, files.Write("power/control", "on\n"u8));

        // A plain file keeps the rest: nothing is cut short, as sysfs needs no cutting.
        Assert.Equal("on\n", File.ReadAllText(tree.PathOf("device/power/control"))[..3]);
        Assert.Equal(Errno.NoEntry, files.Write("enable", "1\n"u8));
        Assert.False(File.Exists(tree.PathOf("device/enable")));
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        using TemporaryHost tree = new();
        tree.File("other", "kept").Link("device/rom", "../other");
        using HostRoot host = HostRoot.Open(tree.Root);
        _ = DeviceFiles.Open(host, "device", out IDeviceFiles? opened);
        using IDeviceFiles files = opened!;
        Assert.Equal(Errno.LinkLoop, files.Write("rom", "1\n"u8));
        Assert.Equal("kept", File.ReadAllText(tree.PathOf("other")));
    }

    [Fact]
    public void A_link_is_read_by_the_name_it_leads_to()
    {
        using TemporaryHost tree = new();
        tree.Link("device/driver", "../../bus/pci/drivers/vfio-pci").File("device/vendor", "0x10de\n");
        using HostRoot host = HostRoot.Open(tree.Root);
        _ = host.OpenFiles("device", out IDeviceFiles? opened);
        using IDeviceFiles files = opened!;
        Assert.Equal("vfio-pci", files.LinkName("driver"));
        Assert.Null(files.LinkName("vendor"));
        Assert.Null(files.LinkName("iommu_group"));
    }

    /// <summary>A tree whose sys is the machine's own, as in a chroot that was prepared and not entered.</summary>
    [Fact]
    public void The_kernel_of_the_machine_is_not_written_through_another_root()
    {
        if (!Environment.IsPrivilegedProcess) Assert.Skip("Only root could write there.");
        using HostRoot host = HostRoot.Open("/proc");
        Assert.False(host.IsLive);
        string before = File.ReadAllText("/proc/sys/kernel/hostname");
        _ = DeviceFiles.Open(host, "sys/kernel", out IDeviceFiles? opened);
        using IDeviceFiles files = opened!;
        HostNotLiveException exception = Assert.Throws<HostNotLiveException>(() => files.Write("hostname", System.Text.Encoding.UTF8.GetBytes(before)));
        Assert.Equal("HostFileLive", exception.ErrorId);
        Assert.Contains("/proc/sys/kernel/hostname", exception.Message, StringComparison.Ordinal);
    }
}
