using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Pci;

public sealed class IommuGroupTests
{
    // tests/hosts/README.md and the tutorial's own listing of its machine.
    [Fact]
    public void The_tutorials_card_shares_its_group_with_the_root_port_only()
    {
        IommuGroup group = Read(FakeHosts.Root("h97m-gtx1060")).Single(group => group.Number == 1);
        Assert.Equal(["0000:00:01.0", "0000:01:00.0", "0000:01:00.1"], group.Address);
        Assert.Equal(["0000:01:00.0", "0000:01:00.1"], group.Endpoints.Select(function => function.Address.ToString()));
        Assert.Equal(["0000:00:01.0"], group.Bridges.Select(function => function.Address.ToString()));
        Assert.Equal(["8086", "10de", "10de"], group.Vendor);
        Assert.Equal(["8086:0c01", "10de:1c03", "10de:10f1"], group.Id);
        Assert.Equal(["0604", "0300", "0403"], group.Class);
        Assert.Equal(["pcieport", "nouveau", "snd_hda_intel"], group.Driver);
        Assert.False(group.IsViable);
        Assert.Equal(2, group.ViabilityReasons.Length);
        Assert.Contains("0000:01:00.0", group.ViabilityReasons[0], StringComparison.Ordinal);
        Assert.Contains("nouveau", group.ViabilityReasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_come_in_numeric_order_with_their_gaps()
    {
        using TemporaryHost tree = new();
        tree.Function("0000:00:01.0", group: 10).Function("0000:00:02.0", group: 2).Function("0000:00:03.0", group: 100).Function("0000:00:04.0", group: 9);
        Assert.Equal([2, 9, 10, 100], Read(tree.Root).Select(group => group.Number));
    }

    [Fact]
    public void Membership_comes_from_the_groups_where_the_functions_have_no_link()
    {
        foreach (IommuGroup group in Read(FakeHosts.Root("group-dir-only")))
        {
            string folder = $"{FakeHosts.Root("group-dir-only")}/sys/kernel/iommu_groups/{group.Number}/devices";
            Assert.Equal(Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal), group.Address);
        }
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("vfio-pci", true)]
    [InlineData("mlx5_vfio_pci", true)]
    [InlineData("pci-stub", true)]
    [InlineData("nvidia", false)]
    [InlineData("uio_pci_generic", false)]
    public void Drivers_that_leave_dma_alone_keep_a_group_viable(string? driver, bool isViable)
    {
        using TemporaryHost tree = new();
        tree.Function("0000:01:00.0", driver: driver, group: 1).Function("0000:00:01.0", "8086:0c01", "060400", "pcieport", 1);
        IommuGroup group = Assert.Single(Read(tree.Root));
        Assert.Equal(isViable, group.IsViable);
        Assert.Equal(isViable, group.ViabilityReasons.Length == 0);
    }

    [Fact]
    public void A_direct_region_forbids_vfio_and_a_relaxable_one_does_not()
    {
        using TemporaryHost tree = new();
        tree.Function("0000:01:00.0", group: 1).Function("0000:02:00.0", group: 2);
        tree.File("sys/kernel/iommu_groups/1/reserved_regions", "0x00000000dd7a7000 0x00000000dd7b5fff direct-relaxable\n0x00000000fee00000 0x00000000feefffff msi\n");
        tree.File("sys/kernel/iommu_groups/2/reserved_regions", "0x00000000dd7a7000 0x00000000dd7b5fff direct\ngarbage\n");
        IReadOnlyList<IommuGroup> groups = Read(tree.Root);
        Assert.True(groups[0].IsViable);
        Assert.Equal([false, false], groups[0].ReservedRegions.Select(region => region.IsDirect));
        Assert.False(groups[1].IsViable);
        ReservedRegion region = Assert.Single(groups[1].ReservedRegions);
        Assert.Equal((0xdd7a7000ul, 0xdd7b5ffful, "direct", true), (region.Start, region.End, region.Type, region.IsDirect));
        Assert.Contains("0xdd7a7000", Assert.Single(groups[1].ViabilityReasons), StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_of_bridges_alone_is_not_viable()
    {
        using TemporaryHost tree = new();
        tree.Function("0000:00:01.0", "8086:0c01", "060400", "pcieport", 1);
        Assert.False(Assert.Single(Read(tree.Root)).IsViable);
    }

    [Fact]
    public void A_member_that_could_not_be_read_makes_its_group_not_viable()
    {
        using TemporaryHost tree = new();
        tree.Function("0000:01:00.0", group: 1).Function("0000:01:00.1", group: 1);
        File.Delete(tree.PathOf("sys/devices/pci0000:01/0000:01:00.1/vendor"));
        IommuGroup group = Assert.Single(Read(tree.Root));
        Assert.Equal(["0000:01:00.0"], group.Address);
        Assert.False(group.IsViable);
        Assert.Contains("0000:01:00.1", Assert.Single(group.ViabilityReasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Members_that_are_not_on_pci_are_named()
    {
        IReadOnlyList<IommuGroup> groups = Read(FakeHosts.Root("arm-multi-domain"));
        IommuGroup[] mixed = [.. groups.Where(group => group.OtherDevices.Length > 0)];
        Assert.NotEmpty(mixed);
        foreach (IommuGroup group in mixed)
        {
            string folder = $"{FakeHosts.Root("arm-multi-domain")}/sys/kernel/iommu_groups/{group.Number}/devices";
            string[] members = [.. Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)!)];
            Assert.Equal(members.Order(StringComparer.Ordinal), group.Address.Concat(group.OtherDevices).Order(StringComparer.Ordinal));
            Assert.False(group.IsViable);
        }
    }

    [Fact]
    public void Without_an_iommu_there_are_no_groups() => Assert.Empty(Read(FakeHosts.Root("no-iommu")));

    private static IReadOnlyList<IommuGroup> Read(string root)
    {
        using HostRoot host = HostRoot.Open(root);
        return IommuGroupReader.Read(host, PciInventory.Read(host));
    }
}
