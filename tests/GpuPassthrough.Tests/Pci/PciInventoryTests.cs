using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Pci;

/// <summary>What a real sysfs does must not break the list: one bad function is one error, and the others come.</summary>
public sealed class PciInventoryTests
{
    [Theory]
    [InlineData("vendor")]
    [InlineData("device")]
    [InlineData("class")]
    public void A_required_attribute_missing_costs_one_function(string attribute)
    {
        using TemporaryHost tree = ThreeFunctions();
        File.Delete(tree.PathOf($"sys/devices/pci0000:01/0000:01:00.0/{attribute}"));
        PciDeviceException error = OneError(tree);
        Assert.Equal("PciAttributeMissing", error.ErrorId);
        Assert.Equal(tree.PathOf($"sys/bus/pci/devices/0000:01:00.0/{attribute}"), error.Path);
    }

    [Theory]
    [InlineData("subsystem_vendor")]
    [InlineData("subsystem_device")]
    [InlineData("revision")]
    public void An_optional_attribute_missing_costs_nothing(string attribute)
    {
        using TemporaryHost tree = ThreeFunctions();
        File.Delete(tree.PathOf($"sys/devices/pci0000:01/0000:01:00.0/{attribute}"));
        PciInventory inventory = Read(tree);
        Assert.Empty(inventory.Errors);
        PciDevice device = inventory.Devices[1];
        Assert.Contains(null, new[] { device.SubsystemVendor, device.SubsystemDevice, device.Revision });
    }

    [Theory]
    [InlineData(Errno.AccessDenied, "PciAttributeDenied")]
    [InlineData(Errno.InputOutput, "PciAttributeUnreadable")]
    [InlineData(Errno.NoDevice, "PciDeviceVanished")]
    [InlineData(Errno.NoEntry, "PciAttributeMissing")]
    public void What_the_kernel_answers_is_told(Errno answer, string errorId)
    {
        using TemporaryHost tree = ThreeFunctions();
        using HostRoot host = HostRoot.Open(tree.Root);
        host.Fault = path => path == "sys/bus/pci/devices/0000:01:00.0/device" ? answer : Errno.None;
        PciInventory inventory = PciInventory.Read(host);
        Assert.Equal(["0000:00:02.0", "0000:01:00.1"], inventory.Devices.Select(device => device.Address.ToString()));
        PciDeviceException error = Assert.Single(inventory.Errors);
        Assert.Equal((errorId, answer, "0000:01:00.0"), (error.ErrorId, error.Error, error.Address));
        Assert.NotNull(error.NextStep);
    }

    [Fact]
    public void A_dangling_link_is_a_device_that_went_away()
    {
        using TemporaryHost tree = ThreeFunctions();
        Directory.Delete(tree.PathOf("sys/devices/pci0000:01/0000:01:00.0"), recursive: true);
        Assert.Equal("PciDeviceVanished", OneError(tree).ErrorId);
    }

    [Theory]
    [InlineData("10de\n", true)]
    [InlineData("0x10de", true)]
    [InlineData("0x10DE\n", true)]
    [InlineData("", false)]
    [InlineData("0x\n", false)]
    [InlineData("0x10dex\n", false)]
    [InlineData("0x110de\n", false)]
    [InlineData("\0\0\0\0", false)]
    public void Malformed_numbers_are_told(string text, bool isGood)
    {
        using TemporaryHost tree = ThreeFunctions();
        File.WriteAllText(tree.PathOf("sys/devices/pci0000:01/0000:01:00.0/vendor"), text);
        if (isGood) Assert.Equal("10de", Read(tree).Devices[1].Vendor);
        else Assert.Equal("PciAttributeMalformed", OneError(tree).ErrorId);
    }

    [Fact]
    public void An_attribute_longer_than_any_is_malformed_and_not_read_to_its_end()
    {
        using TemporaryHost tree = ThreeFunctions();
        File.WriteAllText(tree.PathOf("sys/devices/pci0000:01/0000:01:00.0/class"), new string('0', 1 << 20));
        Assert.Equal("PciAttributeMalformed", OneError(tree).ErrorId);
    }

    [Fact]
    public void A_directory_in_an_attributes_place_is_told()
    {
        using TemporaryHost tree = ThreeFunctions();
        File.Delete(tree.PathOf("sys/devices/pci0000:01/0000:01:00.0/vendor"));
        Directory.CreateDirectory(tree.PathOf("sys/devices/pci0000:01/0000:01:00.0/vendor"));
        Assert.Equal(Errno.IsDirectory, OneError(tree).Error);
    }

    [Fact]
    public void Names_that_are_no_address_are_left_out()
    {
        using TemporaryHost tree = ThreeFunctions();
        tree.File("sys/bus/pci/devices/README", "x").Link("sys/bus/pci/devices/0000:01:00", "nowhere");
        PciInventory inventory = Read(tree);
        Assert.Equal(3, inventory.Devices.Count);
        Assert.Empty(inventory.Errors);
        Assert.Equal(["0000:01:00", "README"], inventory.Ignored.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Domains_of_five_and_eight_digits_come_last_in_order()
    {
        using TemporaryHost tree = ThreeFunctions();
        tree.Function("abcd1234:00:02.0").Function("10000:e1:00.0").Function("0001:00:00.0");
        Assert.Equal(
            ["0000:00:02.0", "0000:01:00.0", "0000:01:00.1", "0001:00:00.0", "10000:e1:00.0", "abcd1234:00:02.0"],
            Read(tree).Devices.Select(device => device.Address.ToString()));
    }

    [Fact]
    public void An_attribute_that_is_a_link_is_read_inside_the_root()
    {
        using TemporaryHost tree = ThreeFunctions();
        tree.File("elsewhere", "0x8086\n");
        File.Delete(tree.PathOf("sys/devices/pci0000:01/0000:01:00.0/vendor"));
        tree.Link("sys/devices/pci0000:01/0000:01:00.0/vendor", "/elsewhere");
        Assert.Equal("8086", Read(tree).Devices[1].Vendor);
    }

    [Fact]
    public void A_host_without_pci_has_no_functions()
    {
        using TemporaryHost tree = new();
        PciInventory inventory = Read(tree);
        Assert.Empty(inventory.Devices);
        Assert.Empty(inventory.Errors);
    }

    [Fact]
    public void Only_the_wanted_are_read()
    {
        using TemporaryHost tree = ThreeFunctions();
        using HostRoot host = HostRoot.Open(tree.Root);
        List<string> touched = [];
        host.Fault = path =>
        {
            touched.Add(path);
            return Errno.None;
        };
        PciInventory inventory = PciInventory.Read(host, address => address.Function == 1);
        Assert.Equal("0000:01:00.1", Assert.Single(inventory.Devices).Address.ToString());
        Assert.Equal(3, inventory.Addresses.Count);
        Assert.DoesNotContain(touched, path => path.Contains("0000:00:02.0", StringComparison.Ordinal));
    }

    [Fact]
    public void Listing_leaves_configuration_space_alone()
    {
        using HostRoot host = HostRoot.Open(FakeHosts.Root("muxless-laptop"));
        List<string> touched = [];
        host.Fault = path =>
        {
            touched.Add(Path.GetFileName(path));
            return Errno.None;
        };
        _ = PciInventory.Read(host);
        Assert.Contains("vendor", touched);
        Assert.DoesNotContain("config", touched);
    }

    private static TemporaryHost ThreeFunctions() => new TemporaryHost()
        .Function("0000:01:00.1", "10de:10f1", "040300", "snd_hda_intel", 1)
        .Function("0000:00:02.0", "8086:041a", "030000", "i915", 2)
        .Function("0000:01:00.0", "10de:1c03", "030000", "nouveau", 1);

    private static PciInventory Read(TemporaryHost tree)
    {
        using HostRoot host = HostRoot.Open(tree.Root);
        return PciInventory.Read(host);
    }

    private static PciDeviceException OneError(TemporaryHost tree)
    {
        PciInventory inventory = Read(tree);
        Assert.Equal(["0000:00:02.0", "0000:01:00.1"], inventory.Devices.Select(device => device.Address.ToString()));
        PciDeviceException error = Assert.Single(inventory.Errors);
        Assert.Equal("0000:01:00.0", error.Address);
        Assert.Contains("0000:01:00.0", error.Message, StringComparison.Ordinal);
        return error;
    }
}
