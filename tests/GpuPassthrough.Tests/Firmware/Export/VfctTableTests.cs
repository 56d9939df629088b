using System.Buffers.Binary;
using GpuPassthrough.Firmware;
using GpuPassthrough.Pci;
using Xunit;

namespace GpuPassthrough.Tests.Firmware.Export;

/// <summary>The table field by field as in atombios.h: 76 bytes before the first image, 28 before each image's bytes.</summary>
public sealed class VfctTableTests
{
    private static readonly PciAddress Address = PciAddress.Parse("0d:00.0");
    private static readonly HardwareId Id = new(0x1002, 0x73bf);

    [Fact]
    public void Finds_the_image_of_the_function_among_several() =>
        Assert.Equal([1, 2, 3], VfctTable.Find(Table(Image(0x0e, 0x1002, 0x1638, [9, 9]), Image(0x0d, 0x1002, 0x73bf, [1, 2, 3])), Address, Id));

    [Theory]
    [InlineData(0x0c, 0x1002, 0x73bf)]
    [InlineData(0x0d, 0x10de, 0x73bf)]
    [InlineData(0x0d, 0x1002, 0x73bd)]
    public void Another_cards_image_is_not_taken(byte bus, ushort vendor, ushort device) => Assert.Null(VfctTable.Find(Table(Image(bus, vendor, device, [1])), Address, Id));

    [Fact]
    public void An_image_that_leads_out_of_the_table_is_not_taken()
    {
        byte[] table = Table(Image(0x0d, 0x1002, 0x73bf, [1, 2, 3]));
        table[76 + 0x18] = 4;
        Assert.Null(VfctTable.Find(table, Address, Id));
    }

    [Fact]
    public void An_empty_image_is_passed_over() => Assert.Equal([5], VfctTable.Find(Table(Image(0x0d, 0x1002, 0x73bf, []), Image(0x0d, 0x1002, 0x73bf, [5])), Address, Id));

    [Fact]
    public void Any_cut_gives_a_result_and_no_crash()
    {
        byte[] table = Table(Image(0x0d, 0x1002, 0x73bf, [1, 2, 3]));
        for (int length = 0; length < table.Length; length++) Assert.Null(VfctTable.Find(table.AsSpan(0, length), Address, Id));
    }

    [Fact]
    public void Offsets_beyond_the_end_find_nothing()
    {
        byte[] table = Table(Image(0x0d, 0x1002, 0x73bf, [1]));
        BinaryPrimitives.WriteUInt32LittleEndian(table.AsSpan(0x34), uint.MaxValue);
        Assert.Null(VfctTable.Find(table, Address, Id));
    }

    [Fact]
    public void Other_domains_are_not_in_the_table() => Assert.Null(VfctTable.Find(Table(Image(0x0d, 0x1002, 0x73bf, [1])), PciAddress.Parse("0001:0d:00.0"), Id));

    internal static byte[] Image(byte bus, ushort vendor, ushort device, byte[] content)
    {
        byte[] image = new byte[0x1c];
        image[0] = bus;
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(0xc), vendor);
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(0xe), device);
        BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(0x18), content.Length);
        return [.. image, .. content];
    }

    internal static byte[] Table(params byte[][] images)
    {
        byte[] head = new byte[0x4c];
        "VFCT"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), head.Length + images.Sum(image => image.Length));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(0x34), head.Length);
        return [.. head, .. images.SelectMany(image => image)];
    }
}
