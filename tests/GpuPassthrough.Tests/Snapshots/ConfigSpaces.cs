using GpuPassthrough.Snapshots;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Snapshots;

/// <summary>
/// Serial numbers in configuration space, laid out by the specifications: PCI Express Base 7.9.3 (capability 0003h, two
/// registers behind the header) and PCI Local Bus 3.0 appendix I (capability 03h: address and flag, then data).
/// </summary>
public sealed class ConfigSpaces
{
    [Theory]
    [InlineData(0x100)]
    [InlineData(0x140)]
    [InlineData(0xff4)]
    public void Serial_number_is_zeroed_and_nothing_else(int offset)
    {
        byte[] config = Filled();
        PutHeader(config, 0x100, offset == 0x100 ? 0x0003 : 0x0001, offset == 0x100 ? 0x200 : offset);
        if (offset != 0x100) PutHeader(config, offset, 0x0003, offset == 0xff4 ? 0 : 0x200);
        PutHeader(config, 0x200, 0x000b, 0);
        byte[] expected = (byte[])config.Clone();
        expected.AsSpan(offset + 4, 8).Clear();
        Assert.Equal(expected, ConfigScrubber.Scrub(config));
    }

    [Fact]
    public void Word_of_vital_product_data_is_zeroed_and_nothing_else()
    {
        byte[] config = Filled()[..256];
        config[0x06] = 0x10;
        config[0x0e] = 0;
        config[0x34] = 0x40;
        (config[0x40], config[0x41]) = (0x01, 0x60);
        (config[0x60], config[0x61]) = (0x03, 0x00);
        byte[] expected = (byte[])config.Clone();
        expected.AsSpan(0x64, 4).Clear();
        Assert.Equal(expected, ConfigScrubber.Scrub(config));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(258)]
    [InlineData(0x106)]
    public void Short_reads_are_no_error(int length)
    {
        byte[] config = Filled();
        PutHeader(config, 0x100, 0x0003, 0);
        Assert.Equal(length, ConfigScrubber.Scrub(config[..length]).Length);
    }

    [Fact]
    public void Serial_number_of_a_fake_host_is_zeroed_in_the_archive()
    {
        const string file = "sys/bus/pci/devices/0000:03:00.0/config";
        string root = Path.Combine(FakeHosts.Folder, "sriov");
        using WorkFolder folder = new();
        using Engine shell = Engine.WithModule();
        shell.RunCommand("Export-HostSnapshot", ("Path", folder["host.tar.gz"]), ("HostRoot", root));
        byte[] before = File.ReadAllBytes(Path.Combine(root, file));
        byte[] after = File.ReadAllBytes(Path.Combine(folder.Unpack(folder["host.tar.gz"], "copy"), file));

        // 01-23-45-67-89-ab-cd-ef, as the host's description says: the lower register first.
        byte[] serial = [0xef, 0xcd, 0xab, 0x89, 0x67, 0x45, 0x23, 0x01];
        int place = before.AsSpan().IndexOf(serial);
        Assert.True(place > 0x100);
        before.AsSpan(place, 8).Clear();
        Assert.Equal(before, after);
    }

    private static byte[] Filled()
    {
        byte[] config = new byte[4096];
        Array.Fill(config, (byte)0xa5);
        config[0x06] = 0;
        return config;
    }

    // Bits 15:0 the id, 19:16 the version, 31:20 the next offset.
    private static void PutHeader(byte[] config, int offset, int id, int next) =>
        BitConverter.TryWriteBytes(config.AsSpan(offset), id | (1 << 16) | (next << 20));
}
