using GpuPassthrough.Firmware;
using Xunit;

namespace GpuPassthrough.Tests.Firmware;

/// <summary>Dumps of flash memory become the ROM in them.</summary>
public sealed class RomRepairTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_flash_dump_becomes_the_ROM_in_it(int version)
    {
        byte[] dump = Roms.Join(Roms.Nvgi(version, 0x2200), Roms.NvidiaFlash, Roms.Fill(0x4000, 0xff));
        RomRepair repair = Repair(dump);
        Assert.Equal(Roms.NvidiaFlash, repair.Content);
        Assert.Equal(2, repair.Steps.Count);
        Assert.Contains("8704", repair.Steps[0], StringComparison.Ordinal);
        Assert.Contains("16384", repair.Steps[1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_follows_the_last_image_is_cut_be_it_padding_or_not() =>
        Assert.Equal(Roms.Plain, Repair(Roms.Join(Roms.Plain, "more of the flash memory"u8.ToArray())).Content);

    [Fact]
    public void A_good_ROM_stays_as_it_is()
    {
        RomRepair repair = Repair(Roms.Amd, fixChecksum: true);
        Assert.Equal(Roms.Amd, repair.Content);
        Assert.Empty(repair.Steps);
    }

    [Theory]
    [InlineData(new byte[] { 0xeb, 0x20 }, 6)]
    [InlineData(new byte[] { 0xe9, 0x20, 0x01 }, 6)]
    [InlineData(new byte[] { 0xcb }, 6)]
    public void A_checksum_is_corrected_by_one_byte_when_asked_for(byte[] entry, int changed)
    {
        byte[] damaged = Roms.Of(Roms.Legacy with { Entry = entry, HasChecksum = false }, Roms.Efi);
        Assert.Contains("add up", Assert.Throws<GpuRomException>(() => Repair(damaged)).Message, StringComparison.Ordinal);
        byte[] repaired = Repair(damaged, fixChecksum: true).Content;
        Assert.Equal(0, repaired.Take(0x800).Aggregate(0, (sum, value) => (byte)(sum + value)));
        Assert.Equal([changed], Enumerable.Range(0, damaged.Length).Where(index => damaged[index] != repaired[index]));
    }

    [Fact]
    public void Code_is_not_altered_for_a_checksum()
    {
        byte[] damaged = Roms.Of(Roms.Legacy with { Entry = [0xea, 1, 2, 3, 4], IsLast = true });
        damaged[^1] = 0x42;
        Assert.Throws<GpuRomException>(() => Repair(damaged, fixChecksum: true));
        damaged[^1] = 0xff;
        byte[] repaired = Repair(damaged, fixChecksum: true).Content;
        Assert.Equal(damaged[..^1], repaired[..^1]);
        Assert.True(RomParserTests.Read(repaired).IsValid);
    }

    [Fact]
    public void What_cannot_be_valid_is_refused_with_the_reason()
    {
        Assert.Contains("cut short", Refusal(Roms.Plain[..0x1000]), StringComparison.Ordinal);
        Assert.Contains("is no image", Refusal(Roms.Join(Roms.Legacy.Bytes(), "something"u8.ToArray())), StringComparison.Ordinal);
        Assert.Contains("no bytes", Refusal([]), StringComparison.Ordinal);
        Assert.Contains("EFI header", Refusal(Roms.Of(Roms.Legacy, Roms.Efi with { EfiSignature = 0 })), StringComparison.Ordinal);
    }

    private static string Refusal(byte[] dump)
    {
        GpuRomException refusal = Assert.Throws<GpuRomException>(() => Repair(dump, fixChecksum: true));
        Assert.Equal(("RomNotRepairable", "/a.rom"), (refusal.ErrorId, refusal.Path));
        return refusal.Message;
    }

    private static RomRepair Repair(byte[] dump, bool fixChecksum = false) => RomRepair.Plan("/a.rom", dump, fixChecksum);
}
