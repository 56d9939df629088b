using CsCheck;
using GpuPassthrough.Pci;
using Xunit;

namespace GpuPassthrough.Tests.Pci;

public sealed class PciAddressTests
{
    private static readonly Gen<PciAddress> Addresses = Gen.Select(
        Gen.OneOf(Gen.UInt[0, 0xffff], Gen.UInt), Gen.Byte, Gen.Byte[0, 31], Gen.Byte[0, 7], (domain, bus, device, function) => new PciAddress(domain, bus, device, function));

    // The kernel prints "%04x:%02x:%02x.%d" (drivers/pci/probe.c, pci_setup_device).
    [Theory]
    [InlineData("0000:01:00.0", 0u, 1, 0, 0, "0000:01:00.0")]
    [InlineData("01:00.0", 0u, 1, 0, 0, "0000:01:00.0")]
    [InlineData("1:0.0", 0u, 1, 0, 0, "0000:01:00.0")]
    [InlineData("10000:e1:00.0", 0x10000u, 0xe1, 0, 0, "10000:e1:00.0")]
    [InlineData("abcd1234:ff:1f.7", 0xabcd1234u, 0xff, 31, 7, "abcd1234:ff:1f.7")]
    [InlineData("000D:01:00.0", 0xdu, 1, 0, 0, "000d:01:00.0")]
    [InlineData("pci_0000_01_00_1", 0u, 1, 0, 1, "0000:01:00.1")]
    [InlineData(" 0000:01:00.0 ", 0u, 1, 0, 0, "0000:01:00.0")]
    public void Reads_what_people_and_the_kernel_write(string text, uint domain, byte bus, byte device, byte function, string printed)
    {
        PciAddress address = PciAddress.Parse(text);
        Assert.Equal((domain, bus, device, function), (address.Domain, address.Bus, address.Device, address.Function));
        Assert.Equal(printed, address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("01:00")]
    [InlineData("01:00.")]
    [InlineData("01:00.8")]
    [InlineData("01:20.0")]
    [InlineData("100:00.0")]
    [InlineData("0000:01:00.00")]
    [InlineData("123456789:01:00.0")]
    [InlineData("0000::00.0")]
    [InlineData(":01:00.0")]
    [InlineData("0:0:0:0.0")]
    [InlineData("00.0")]
    [InlineData("0000:0x:00.0")]
    [InlineData("0000:+1:00.0")]
    [InlineData("pci0000:00")]
    [InlineData("pci_0000_01_00")]
    [InlineData("nvidia")]
    public void Refuses_what_is_no_address(string? text)
    {
        Assert.False(PciAddress.TryParse(text, out _));
        FormatException error = Assert.Throws<FormatException>(() => PciAddress.Parse(text!));
        Assert.Contains("0000:01:00.0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Printing_and_reading_give_the_same_address() =>
        Addresses.Sample(address => PciAddress.Parse(address.ToString()) == address);

    [Fact]
    public void Order_is_that_of_the_parts() =>
        Gen.Select(Addresses, Addresses).Sample((left, right) =>
        {
            int expected = (left.Domain, left.Bus, left.Device, left.Function).CompareTo((right.Domain, right.Bus, right.Device, right.Function));
            return Math.Sign(left.CompareTo(right)) == Math.Sign(expected) && left == right == (expected == 0) && left < right == expected < 0;
        });

    [Theory]
    [InlineData(32, 0)]
    [InlineData(0, 8)]
    public void Parts_out_of_range_are_refused(byte device, byte function) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PciAddress(0, 0, device, function));
}
