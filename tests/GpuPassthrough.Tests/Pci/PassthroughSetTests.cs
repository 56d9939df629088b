using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Pci;

/// <summary>The sets as tests/hosts/README.md and the hosts' iommu_groups directories give them, written down by hand.</summary>
public sealed class PassthroughSetTests
{
    [Theory]
    [InlineData("h97m-gtx1060", "01:00.0", "01:00.0 01:00.1")]
    [InlineData("h97m-gtx1060", "01:00.1", "01:00.0 01:00.1")]
    [InlineData("h97m-gtx1060", "00:01.0", "")]
    [InlineData("split-audio-group", "01:00.0", "01:00.0 01:00.1")]
    [InlineData("split-audio-group", "01:00.1", "01:00.0 01:00.1")]
    [InlineData("twin-gpus-one-group", "02:00.1", "01:00.0 01:00.1 02:00.0 02:00.1")]
    [InlineData("twin-gpus-separate-groups", "03:00.0", "03:00.0 03:00.1")]
    [InlineData("amd-4function-rebar", "0a:00.2", "0a:00.0 0a:00.1 0a:00.2 0a:00.3")]
    [InlineData("amd-4function-rebar", "0d:00.1", "0d:00.0 0d:00.1 0d:00.2 0d:00.3")]
    [InlineData("no-iommu", "01:00.1", "01:00.0 01:00.1")]
    [InlineData("muxless-laptop", "01:00.0", "01:00.0")]
    [InlineData("eight-gpu-server", "07:00.0", "07:00.0")]
    public void TheSetIsClosed(string name, string selected, string expected) => Assert.Equal(expected, Short(Close(name, selected)));

    [Fact]
    public void TheDiskAndTheNetworkCardOfTheGroupBelongToIt()
    {
        PciDevice[] set = [.. Close("gpu-with-root-nvme", "08:00.0")];
        string[] group = [.. Directory.GetFileSystemEntries(Path.Combine(FakeHosts.Root("gpu-with-root-nvme"), "sys/kernel/iommu_groups/12/devices")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
        string[] endpoints = [.. group.Where(address => !ClassOf(address).StartsWith("0x06", StringComparison.Ordinal))];
        Assert.Contains("0000:05:00.0", endpoints);
        Assert.Equal(endpoints, set.Select(device => device.Address.ToString()));
    }

    private static string ClassOf(string address) => File.ReadAllText(Path.Combine(FakeHosts.Root("gpu-with-root-nvme"), "sys/bus/pci/devices", address, "class"));

    private static IReadOnlyList<PciDevice> Close(string name, string selected)
    {
        using HostRoot host = HostRoot.Open(FakeHosts.Root(name));
        PciInventory inventory = PciInventory.Read(host);
        return PassthroughSet.Close(inventory.Devices, inventory.Devices.Where(device => device.Address == PciAddress.Parse(selected)));
    }

    private static string Short(IEnumerable<PciDevice> set) => string.Join(' ', set.Select(device => device.Address.ToString()["0000:".Length..]));
}
