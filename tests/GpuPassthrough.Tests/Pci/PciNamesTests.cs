using System.IO.Compression;
using CsCheck;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Pci;

public sealed class PciNamesTests
{
    // The form of pci.ids(5), with the kinds of line it has.
    private const string Ids = """
        # comment
        10de  NVIDIA Corporation
        # comment inside a vendor
        	1c03  GP106 [GeForce GTX 1060 6GB]
        		19da 2438  ZOTAC GTX 1060 AMP
        	10f1  GP106 High Definition Audio Controller
        19da  ZOTAC International (MCO) Ltd.
        1eed  Xiangdixian Computing Technology (Chongqing) Ltd. 象帝先

        C 03  Display controller
        	00  VGA compatible controller
        		00  VGA controller
        	02  3D controller
        C 0c  Serial bus controller
        """;

    [Fact]
    public void Vendor_device_board_and_class_have_names()
    {
        PciIdsFile file = PciIdsFile.Parse(System.Text.Encoding.UTF8.GetBytes(Ids));
        Assert.Equal("NVIDIA Corporation", file.Vendor(0x10de));
        Assert.Equal("GP106 [GeForce GTX 1060 6GB]", file.Device(new(0x10de, 0x1c03)));
        Assert.Equal("GP106 High Definition Audio Controller", file.Device(new(0x10de, 0x10f1)));
        Assert.Equal("ZOTAC GTX 1060 AMP", file.Subsystem(new(0x10de, 0x1c03), new(0x19da, 0x2438)));
        Assert.Null(file.Subsystem(new(0x10de, 0x10f1), new(0x19da, 0x2438)));
        Assert.Equal("Xiangdixian Computing Technology (Chongqing) Ltd. 象帝先", file.Vendor(0x1eed));
        Assert.Equal("VGA compatible controller", file.Class(new PciClass(0x030000)));
        Assert.Equal("3D controller", file.Class(new PciClass(0x030200)));
        Assert.Equal("Display controller", file.Class(new PciClass(0x038000)));
        Assert.Equal("Serial bus controller", file.Class(new PciClass(0x0c0330)));
        Assert.Null(file.Class(new PciClass(0x120000)));
        Assert.Null(file.Vendor(0x0003));
        Assert.Null(file.Device(new(0x19da, 0x1c03)));
    }

    [Theory]
    [InlineData("usr/share/misc/pci.ids")]
    [InlineData("usr/share/hwdata/pci.ids")]
    [InlineData("usr/share/hwdata/pci.ids.gz")]
    public void The_hosts_own_file_comes_before_the_running_systems(string path)
    {
        using TemporaryHost tree = new();
        tree.Function("0000:01:00.0").File(path, "10de  From this host\n");
        if (path.EndsWith(".gz", StringComparison.Ordinal)) Compress(tree.PathOf(path));
        Assert.Equal("From this host Device 1c03", OnlyDevice(tree).Name);
    }

    [Fact]
    public void A_damaged_file_costs_names_and_nothing_else()
    {
        using TemporaryHost tree = new();
        tree.Function("0000:01:00.0").File("usr/share/hwdata/pci.ids.gz", "this is not gzip");
        PciDevice device = OnlyDevice(tree);
        Assert.Null(device.Name);
        Assert.Null(device.ClassName);
        Assert.Equal("10de:1c03", device.Id);
    }

    [Fact]
    public void A_file_that_changes_is_read_again()
    {
        using TemporaryHost tree = new();
        tree.Function("0000:01:00.0").File("usr/share/misc/pci.ids", "10de  Before\n");
        Assert.Equal("Before Device 1c03", OnlyDevice(tree).Name);
        tree.File("usr/share/misc/pci.ids", "10de  Afterwards\n");
        Assert.Equal("Afterwards Device 1c03", OnlyDevice(tree).Name);
    }

    [Fact]
    public void Any_bytes_parse() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        PciIdsFile file = PciIdsFile.Parse(bytes);
        _ = file.Vendor(0x10de) + file.Device(new(0x10de, 0x1c03)) + file.Class(new PciClass(0x030000)) + file.Subsystem(new(0, 0), new(0, 0));
    });

    [Fact]
    public void Any_lines_parse() => Gen.Int[0, 7].Select(index => new[] { "10de  A\n", "\t1c03  B\n", "\t\t19da 2438  C\n", "C 03  D\n", "\t", "\n", "10de", "# x\n" }[index])
        .Array[0, 12].Select(string.Concat).Sample(text =>
        {
            PciIdsFile file = PciIdsFile.Parse(System.Text.Encoding.UTF8.GetBytes(text));
            string?[] names = [file.Vendor(0x10de), file.Device(new(0x10de, 0x1c03)), file.Class(new PciClass(0x030000))];
            return !names.Any(name => name is not null && (name.Contains('\n') || name != name.Trim()));
        });

    private static PciDevice OnlyDevice(TemporaryHost tree)
    {
        using HostRoot host = HostRoot.Open(tree.Root);
        return Assert.Single(PciInventory.Read(host).Devices);
    }

    private static void Compress(string path)
    {
        byte[] text = File.ReadAllBytes(path);
        using GZipStream stream = new(File.Create(path), CompressionLevel.Optimal);
        stream.Write(text);
    }
}
