using CsCheck;
using GpuPassthrough.Firmware;
using Xunit;

namespace GpuPassthrough.Tests.Firmware;

/// <summary>Damaged files of every kind give a result, and what is claimed of it holds.</summary>
public sealed class RomMutationTests
{
    private const int Runs = 20_000;

    private static readonly byte[][] Seeds =
    [
        Roms.Plain,
        Roms.NvidiaSysfs,
        Roms.NvidiaFlash,
        Roms.Amd,
        Roms.Of(Roms.Legacy with { Pointer = 0 }),
        Roms.Of(Roms.Efi with { StructureRevision = 3, DeviceList = [1, 2, 3] }),
        Roms.Join(Roms.Nvgi(1, 0x600), Roms.NvidiaFlash, Roms.Fill(600, 0xff)),
        Roms.Join(Roms.Nvgi(3, 0x2200), Roms.Plain),
    ];

    // Most fields lie in the first 128 bytes of an image, so half of the changes go there.
    private static readonly Gen<Action<byte[]>> Change = Gen.Select(Gen.Int[0, 23], Gen.Int[0, 127], Gen.Int[0, 0x3fff], Gen.Bool, Gen.Byte, Overwrite);

    private static readonly Gen<byte[]> Damaged = Gen.Select(Gen.Int[0, Seeds.Length - 1], Change.Array[0, 8], Gen.Int[0, 0x4000], Gen.Int[0, 3]).Select((seed, changes, length, cut) =>
    {
        byte[] bytes = [.. Seeds[seed]];
        foreach (Action<byte[]> change in changes) change(bytes);
        return cut > 0 ? bytes : bytes[..Math.Min(length, bytes.Length)];
    });

    [Fact]
    public void Any_damage_gives_a_result() => Damaged.Sample(Check, iter: Runs);

    [Fact]
    public void Any_bytes_give_a_result() =>
        Gen.Select(Gen.Byte.Array[0, 600], Gen.Int[0, 3]).Select((bytes, kind) => kind switch
        {
            0 => bytes,
            1 => [0x55, 0xaa, .. bytes],
            2 => [.. "NVGI"u8, .. bytes],
            _ => Roms.Join([0x55, 0xaa], Roms.Fill(22, 1), [0x1c, 0, 0, 0], "PCIR"u8.ToArray(), bytes),
        }).Sample(Check, iter: Runs);

    [Fact]
    public void A_repaired_ROM_is_valid_and_stays_so() => Gen.Select(Damaged, Gen.Bool).Sample(
        (bytes, fix) =>
        {
            if (Repair(bytes, fix) is not RomRepair repair) return;
            Assert.True(RomParserTests.Read(repair.Content).IsValid);
            Assert.Equal([0x55, 0xaa], repair.Content[..2]);
            RomRepair again = Repair(repair.Content, fix)!;
            Assert.Equal(repair.Content, again.Content);
            Assert.Empty(again.Steps);
        },
        iter: Runs);

    private static Action<byte[]> Overwrite(int block, int near, int far, bool isNear, byte value) => bytes =>
    {
        int offset = isNear ? (block * 512) + near : far;
        if (offset < bytes.Length) bytes[offset] = value;
    };

    private static RomRepair? Repair(byte[] bytes, bool fix)
    {
        try
        {
            return RomRepair.Plan("/a.rom", bytes, fix);
        }
        catch (GpuRomException)
        {
            return null;
        }
    }

    private static void Check(byte[] bytes)
    {
        GpuRom rom = RomParserTests.Read(bytes);
        long end = rom.Images.Length == 0 ? 0 : rom.Images[0].Offset;
        foreach (GpuRomImage image in rom.Images)
        {
            Assert.Equal(end, image.Offset);
            end += image.Length;
            if (image.IsWellFormed) Assert.InRange(end, 1, bytes.Length);
        }

        Assert.Equal(rom.Images.Length == 0 ? 0 : bytes.Length - Math.Min(end, bytes.Length), rom.TrailingSize);
        if (rom.Images.Length == 0) Assert.Contains(rom.Problems, problem => problem.Grade == GpuRomGrade.Error);
        if (rom.IsBootable is { Bios: true } or { Uefi: true }) Assert.Equal([0x55, 0xaa], bytes[..2]);
        if (rom.IsBootable.Bios) Assert.Contains(rom.Images, image => SumOf(bytes, image) == 0);
    }

    private static byte SumOf(byte[] bytes, GpuRomImage image)
    {
        int start = (int)image.Offset;
        int initialization = bytes[start + 2] * 512;
        byte whole = bytes.Skip(start).Take((int)image.Length).Aggregate((byte)0, (sum, value) => (byte)(sum + value));
        byte loaded = bytes.Skip(start).Take(initialization).Aggregate((byte)0, (sum, value) => (byte)(sum + value));
        return Math.Min(whole, loaded);
    }
}
