using CsCheck;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Pci;

public sealed class PciDetailsTests
{
    // lspci -v of the tutorial's machine, as its author printed it.
    [Fact]
    public void The_tutorials_card_has_the_bars_its_author_saw()
    {
        PciDetails details = Details(FakeHosts.Root("h97m-gtx1060"), "0000:01:00.0");
        Assert.Equal(
            [
                (0, 0xf6000000ul, 16ul << 20, PciBarKind.Memory32, false),
                (1, 0xe0000000ul, 256ul << 20, PciBarKind.Memory64, true),
                (3, 0xf0000000ul, 32ul << 20, PciBarKind.Memory64, true),
                (5, 0xe000ul, 128ul, PciBarKind.Io, false),
            ],
            details.Bars.Select(bar => (bar.Index, bar.Start, bar.Size, bar.Kind, bar.IsPrefetchable)));
        Assert.Equal(512 << 10, details.RomSize);
        Assert.False(details.IsRomShadowed);
        Assert.StartsWith("ZOTAC International (MCO) Ltd.", details.SubsystemName, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sleeping_card_is_not_woken()
    {
        using HostRoot host = HostRoot.Open(FakeHosts.Root("muxless-laptop"));
        PciDevice card = PciInventory.Read(host).Devices.Single(device => device.Class == "0302");
        List<string> touched = [];
        host.Fault = path =>
        {
            touched.Add(Path.GetFileName(path));
            return Errno.None;
        };
        PciDetails details = PciDetailsReader.Read(host, card).Details!;
        Assert.Equal("D3cold", details.PowerState);
        Assert.Equal(0, details.ConfigSize);
        Assert.DoesNotContain("config", touched);
        Assert.Contains("resource", touched);
    }

    [Fact]
    public void Resizable_bars_tell_their_sizes()
    {
        // Bit n of resourceN_resize stands for 2^(20+n) bytes (Documentation/ABI/testing/sysfs-bus-pci).
        using TemporaryHost tree = new TemporaryHost().Function("0000:01:00.0");
        tree.File("sys/devices/pci0000:01/0000:01:00.0/resource1_resize", "0000000000003f00\n");
        tree.File("sys/devices/pci0000:01/0000:01:00.0/resource", "0x0 0x0 0x0\n0x0000006000000000 0x000000600fffffff 0x000000000014220c\n");
        PciResizableBar bar = Assert.Single(Details(tree.Root, "0000:01:00.0").ResizableBars);
        Assert.Equal((1, 256ul << 20), (bar.Index, bar.Size));
        Assert.Equal([256ul << 20, 512ul << 20, 1ul << 30, 2ul << 30, 4ul << 30, 8ul << 30], bar.Sizes);
    }

    [Fact]
    public void Virtual_functions_and_their_physical_one_know_each_other()
    {
        string root = FakeHosts.Root("sriov");
        using HostRoot host = HostRoot.Open(root);
        PciDevice[] detailed = [.. PciInventory.Read(host).Devices.Select(device => PciDetailsReader.Read(host, device))];
        PciDevice[] physical = [.. detailed.Where(device => device.Details!.VirtualFunctions.Length > 0)];
        Assert.NotEmpty(physical);
        foreach (PciDevice function in physical)
        {
            Assert.Equal(SriovRole.Physical, function.Details!.SriovRole);
            Assert.Equal(
                Directory.GetFileSystemEntries($"{root}/sys/bus/pci/devices/{function.Address}", "virtfn*").Length,
                function.Details.VirtualFunctions.Length);
            foreach (PciAddress address in function.Details.VirtualFunctions)
            {
                PciDetails child = detailed.Single(device => device.Address == address).Details!;
                Assert.Equal((SriovRole.Virtual, function.Address), (child.SriovRole, child.PhysicalFunction));
            }
        }
    }

    // Recorded without privilege: the kernel shows 64 bytes then, and no capability.
    [Fact]
    public void Without_privilege_there_are_no_capabilities()
    {
        PciDetails details = Details(FakeHosts.Root("eight-gpu-server"), "0000:07:00.0");
        Assert.Equal(64, details.ConfigSize);
        Assert.Empty(details.Capabilities);
        Assert.NotEmpty(details.Bars);
    }

    [Theory]
    [InlineData("0x00000000000c0000 0x00000000000dffff 0x0000000000000212", true)]
    [InlineData("0x00000000f7000000 0x00000000f707ffff 0x0000000000046200", false)]
    public void A_shadowed_rom_is_told(string line, bool isShadowed)
    {
        string text = string.Concat(Enumerable.Repeat("0x0000000000000000 0x0000000000000000 0x0000000000000000\n", 6)) + line;
        Assert.Equal(isShadowed, PciResources.Parse(text).IsRomShadowed);
    }

    // Names and order as lspci -vv decodes the same bytes.
    [Fact]
    public void Capabilities_are_those_lspci_finds()
    {
        foreach (string name in new[] { "h97m-gtx1060", "amd-4function-rebar", "sriov", "eight-gpu-server" })
        {
            string root = FakeHosts.Root(name);
            using HostRoot host = HostRoot.Open(root);
            foreach (PciDevice device in PciInventory.Read(host).Devices)
            {
                string output = Tool.Run("lspci", "-A", "linux-sysfs", "-O", $"sysfs.path={root}/sys/bus/pci", "-D", "-vv", "-s", device.Address.ToString());
                string[] expected = [.. System.Text.RegularExpressions.Regex.Matches(output, @"Capabilities: \[([0-9a-f]+)").Select(match => match.Groups[1].Value)];
                PciDetails details = PciDetailsReader.Read(host, device).Details!;
                Assert.Equal(expected, details.Capabilities.Select(capability => capability.Offset.ToString(capability.IsExtended ? "x3" : "x2", null)[..]).Distinct());
            }
        }
    }

    [Fact]
    public void Any_configuration_space_ends() => Gen.Byte.Array[0, 4096].Sample(bytes => new ConfigSpace(bytes).Capabilities().Count() < 1100, iter: 300);

    [Fact]
    public void A_capability_that_points_at_itself_ends()
    {
        byte[] bytes = new byte[4096];
        bytes[6] = 0x10;
        bytes[0x34] = 0x40;
        bytes[0x40] = 0x01;
        bytes[0x41] = 0x40;
        BitConverter.GetBytes(0x10010001u).CopyTo(bytes, 0x100);
        Assert.InRange(new ConfigSpace(bytes).Capabilities().Count(), 2, 1100);
    }

    private static PciDetails Details(string root, string address)
    {
        using HostRoot host = HostRoot.Open(root);
        PciAddress wanted = PciAddress.Parse(address);
        return PciDetailsReader.Read(host, Assert.Single(PciInventory.Read(host, candidate => candidate == wanted).Devices)).Details!;
    }
}
