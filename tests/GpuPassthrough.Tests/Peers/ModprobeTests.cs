using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Peers;

/// <summary>Candidate modules, against <c>modprobe -R</c> on the same module indexes.</summary>
public sealed class ModprobeTests
{
    public static IEnumerable<TheoryDataRow<string>> Hosts => FakeHosts.All;

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Modules_are_those_modprobe_resolves(string name)
    {
        using HostRoot host = HostRoot.Open(FakeHosts.Root(name));
        string release = host.ReadText(HostPaths.KernelRelease)!;
        PciDevice[] devices = [.. PciInventory.Read(host).Devices];
        Assert.NotEmpty(devices);
        foreach (PciDevice device in devices.DistinctBy(device => ModuleAlias.Text(device.Facts)))
        {
            string[] expected = Resolve(host.Path, release, "/dev/null", ModuleAlias.Text(device.Facts));
            Assert.Equal($"{device}: {string.Join(' ', expected)}", $"{device}: {string.Join(' ', device.KernelModules)}");
        }
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void The_alias_we_work_out_is_the_kernels(string name)
    {
        using HostRoot host = HostRoot.Open(FakeHosts.Root(name));
        foreach (PciDevice device in PciInventory.Read(host).Devices)
        {
            Assert.Equal(host.ReadText($"{HostPaths.PciDevices}/{device.Address}/modalias"), ModuleAlias.Text(device.Facts));
        }
    }

    [Fact]
    public void An_alias_in_modprobe_d_replaces_the_kernels_own()
    {
        string source = FakeHosts.Root("h97m-gtx1060");
        using TemporaryHost copy = new();
        copy.Function("0000:01:00.0")
            .File("proc/sys/kernel/osrelease", File.ReadAllText(source + "/proc/sys/kernel/osrelease"))
            .File("etc/modprobe.d/b.conf", "# alias pci:v* wrong\nalias pci:v000010DEd* my-module\nalias pci:v000010DEd00001C03sv*sd*bc03sc*i* \\\n second\n")
            .File("usr/lib/modprobe.d/b.conf", "alias pci:v* hidden-by-the-file-of-that-name-in-etc\n")
            .File("etc/modprobe.d/c.txt", "alias pci:v* not-a-conf-file\n")
            .Link("lib/modules", source + "/lib/modules");
        using HostRoot host = HostRoot.Open(copy.Root);
        PciDevice device = Assert.Single(PciInventory.Read(host).Devices);
        string release = host.ReadText(HostPaths.KernelRelease)!;
        Assert.Equal(Resolve(source, release, copy.PathOf("etc/modprobe.d"), ModuleAlias.Text(device.Facts)), device.KernelModules);
        Assert.Equal(["my_module", "second"], device.KernelModules);
    }

    private static string[] Resolve(string root, string release, string configuration, string alias) =>
        [.. Tool.Run("modprobe", "-d", root, "-S", release, "-C", configuration, "-R", alias).Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct()];
}
