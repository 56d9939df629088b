using GpuPassthrough.Host;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Client;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Libvirt.Client;

/// <summary>What to install and what to start, by what the host is.</summary>
public sealed class LibvirtAdviceTests
{
    [Theory]
    [InlineData("ID=debian\n", "libvirt0")]
    [InlineData("NAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\n", "libvirt0")]
    [InlineData("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", "libvirt0")]
    [InlineData("ID=fedora\n", "libvirt-libs")]
    [InlineData("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", "libvirt-libs")]
    [InlineData("ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"\n", "libvirt-libs")]
    [InlineData("ID=arch\n", "the package libvirt")]
    [InlineData("ID=manjaro\nID_LIKE=arch\n", "the package libvirt")]
    [InlineData("ID=nixos\n", "virtualisation.libvirtd.enable")]
    [InlineData("ID=unheard\n", "libvirt.so.0")]
    [InlineData("", "libvirt.so.0")]
    public void ThePackageIsNamedAsTheDistributionNamesIt(string osRelease, string expected)
    {
        using TemporaryHost tree = new TemporaryHost().File("etc/os-release", osRelease);
        using HostRoot host = HostRoot.Open(tree.Root);

        Assert.Contains(expected, LibvirtException.LibraryMissing(LibvirtPackage.Of(host).Library).NextStep);
    }

    [Fact]
    public void ProxmoxIsToldThatItHasNone()
    {
        using TemporaryHost tree = new TemporaryHost().File("etc/os-release", "ID=debian\n").Folder("etc/pve");
        using HostRoot host = HostRoot.Open(tree.Root);

        Assert.Contains("qm", LibvirtPackage.Of(host).Library);
    }

    [Fact]
    public void ALibraryThatIsNotThereIsNotFound() => Assert.Equal(0, LibvirtLibrary.Find(["libvirt-no-such.so.0"]));

    [Theory]
    [InlineData("usr/lib/systemd/system/virtqemud.socket", "systemctl enable --now virtqemud.socket")]
    [InlineData("lib/systemd/system/libvirtd.service", "systemctl enable --now libvirtd.service")]
    [InlineData("lib/systemd/system/libvirtd.service lib/systemd/system/libvirtd.socket", "systemctl enable --now libvirtd.socket")]
    [InlineData("lib/systemd/system/libvirtd.service lib/systemd/system/libvirtd.socket lib/systemd/system/libvirtd-ro.socket", "systemctl enable --now libvirtd.socket libvirtd-ro.socket.")]
    [InlineData("usr/lib/systemd/system/libvirtd.service usr/lib/systemd/system/virtqemud.socket", "systemctl enable --now virtqemud.socket")]
    [InlineData("usr/lib/systemd/system/libvirtd.service usr/lib/systemd/system/virtqemud.socket etc/systemd/system/multi-user.target.wants/libvirtd.service", "systemctl enable --now libvirtd.service")]
    [InlineData("etc/init.d/libvirtd", "service libvirtd start")]
    [InlineData("etc/os-release", "libvirt-daemon-system")]
    public void TheUnitToStartIsTheOneThereIs(string files, string expected)
    {
        using TemporaryHost tree = new TemporaryHost().File("etc/os-release", "ID=debian\n");
        foreach (string file in files.Split(' ').Where(file => file != "etc/os-release")) tree.File(file, "");
        using HostRoot host = HostRoot.Open(tree.Root);

        Assert.Contains(expected, DaemonAdvice.Of(host).Start);
    }

    // Codes, domains and messages as virsh of libvirt 9.0 to 12.8 shows them with LIBVIRT_DEBUG.
    [Theory]
    [InlineData(38, 7, 2, "Failed to connect socket to '/var/run/libvirt/libvirt-sock': No such file or directory", "LibvirtNoDaemon")]
    [InlineData(38, 7, 111, "Failed to connect socket to '/var/run/libvirt/virtqemud-sock': Connection refused", "LibvirtNoDaemon")]
    [InlineData(38, 7, 13, "Failed to connect socket to '/var/run/libvirt/libvirt-sock': Permission denied", "LibvirtDenied")]
    [InlineData(45, 7, 0, "authentication failed: access denied by policy", "LibvirtDenied")]
    [InlineData(94, 7, 0, "authentication unavailable: no polkit agent available to authenticate action 'org.libvirt.unix.manage'", "LibvirtDenied")]
    [InlineData(88, 41, 0, "access denied", "LibvirtDenied")]
    [InlineData(5, 0, 0, "no connection driver available for qemu:///system", "LibvirtNoDriver")]
    [InlineData(42, 10, 0, "Domain not found: no domain with matching name 'x'", "LibvirtDomainGone")]
    [InlineData(92, 20, 0, "XML document failed to validate against schema", "LibvirtSchema")]
    [InlineData(27, 20, 0, "XML error: 'retries' must be at least 4095", "LibvirtSchema")]
    [InlineData(67, 10, 0, "unsupported configuration: x", "LibvirtUnsupported")]
    [InlineData(67, 10, 0, "unsupported configuration: Emulator '/usr/bin/qemu-system-x86_64' does not support virt type 'kvm'", "LibvirtNoKvm")]
    [InlineData(8, 10, 0, "invalid argument: the accel 'kvm' is not supported by '/usr/bin/qemu-system-x86_64' on this host", "LibvirtNoKvm")]
    [InlineData(68, 10, 0, "Timed out during operation: cannot acquire state change lock", "LibvirtBusy")]
    [InlineData(55, 10, 0, "Requested operation is not valid: domain is already running", "LibvirtStateInvalid")]
    [InlineData(38, 10, 2, "Cannot access storage file '/a': No such file or directory", "LibvirtFailed")]
    [InlineData(1, 10, 0, "internal error: x", "LibvirtFailed")]
    public void FailuresAreToldByKind(int code, int domain, int number, string message, string id)
    {
        LibvirtException exception = LibvirtException.Of("subject", new LibvirtFailure(code, domain, message, number), new DaemonAdvice("start it", "install it"));

        Assert.Equal((id, code, domain, message), (exception.ErrorId, exception.Code, exception.Domain, exception.Detail));
        Assert.Contains(message, exception.Message);
        Assert.NotNull(exception.NextStep);
    }
}
