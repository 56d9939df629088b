using GpuPassthrough.Firmware;
using Xunit;

namespace GpuPassthrough.Tests.Firmware;

/// <summary>ROMs built from the specifications, and what they say.</summary>
public sealed class RomParserTests
{
    [Fact]
    public void Images_are_read_in_order()
    {
        GpuRom rom = Read(Roms.Plain);
        Assert.Empty(rom.Problems);
        Assert.True(rom is { IsValid: true, HasEfi: true, IsBootable: { Bios: true, Uefi: true }, TrailingSize: 0, IsTrailingPadding: null });
        Assert.Equal([0, 0x800], rom.Images.Select(image => image.Offset));
        Assert.Equal([0x800, 0xc00], rom.Images.Select(image => image.Length));
        Assert.Equal([GpuRomCodeType.X86Bios, GpuRomCodeType.Efi], rom.Images.Select(image => image.CodeType));
        Assert.Equal([GpuRomChecksum.Valid, GpuRomChecksum.None], rom.Images.Select(image => image.Checksum));
        Assert.All(rom.Images, image => Assert.Equal(("10de:1c03", "0300", "00", "0102", 0), (image.Id, image.Class, image.ProgIf, image.Revision, image.DataStructureRevision)));
        Assert.Equal([false, true], rom.Images.Select(image => image.IsLast));
    }

    [Fact]
    public void The_EFI_header_is_read()
    {
        GpuRomEfiHeader efi = Read(Roms.Of(Roms.Efi with { EfiCompression = 1, EfiSubsystem = 0x0c, EfiBlocks = 5 })).Images[0].Efi!;
        Assert.Equal((0x0c, "8664", 1, 5 * 512, 0x100, true), (efi.Subsystem, efi.Machine, efi.Compression, efi.InitializationSize, efi.DriverOffset, efi.IsLoadable));
    }

    [Fact]
    public void NVIDIAs_extension_chains_images_behind_the_last_one()
    {
        GpuRom rom = Read(Roms.NvidiaFlash);
        Assert.Empty(rom.Problems);
        Assert.Equal([GpuRomCodeType.X86Bios, GpuRomCodeType.Efi, GpuRomCodeType.NvidiaFwSec, GpuRomCodeType.NvidiaFwSec], rom.Images.Select(image => image.CodeType));
        Assert.Equal([0, 0x800, 0x1400, 0x1c00], rom.Images.Select(image => image.Offset));
        Assert.Equal(["55aa", "55aa", "564e", "564e"], rom.Images.Select(image => image.Signature));
        Assert.Equal([false, false, false, true], rom.Images.Select(image => image.NvidiaExtension!.IsLast));
        Assert.True(rom.IsBootable is { Bios: true, Uefi: true });
    }

    [Fact]
    public void What_sysfs_gives_of_an_NVIDIA_card_is_as_it_should_be()
    {
        GpuRom rom = Read(Roms.NvidiaSysfs);
        Assert.Equal(["Note RomMoreInFlash 1"], Problems(rom));
        Assert.True(rom is { IsValid: true, IsBootable: { Bios: true, Uefi: true } });
    }

    [Fact]
    public void The_extensions_length_counts()
    {
        GpuRom rom = Read(Roms.Of(Roms.Legacy with { DeclaredBlocks = 2, Npde = (4, false) }, Roms.Efi));
        Assert.Equal([0x800, 0xc00], rom.Images.Select(image => image.Length));

        // Firmware knows the data structure only, and finds no image where that says the next one is.
        Assert.False(rom.IsBootable.Uefi);
    }

    [Fact]
    public void Nothing_follows_NVIDIAs_NBSI()
    {
        GpuRom rom = Read(Roms.Of(Roms.Legacy, new() { CodeType = 0x70, Npde = (2, false), IsLast = true }));
        Assert.Equal([0x800, 0x800], rom.Images.Select(image => image.Length));
        Assert.Null(rom.Images[1].NvidiaExtension);
        Assert.Equal(["Warning RomNoEfi "], Problems(rom));
    }

    [Theory]
    [InlineData(1, 0x600)]
    [InlineData(2, 0xa00)]
    [InlineData(3, 0x2200)]
    public void NVIDIAs_header_in_front_is_followed(int version, int size)
    {
        GpuRom rom = Read(Roms.Join(Roms.Nvgi(version, size), Roms.Plain));
        Assert.Equal((version, (long)size, version == 3 ? 0x1100L : null), (rom.VendorHeader!.Version, rom.VendorHeader.RomOffset, rom.VendorHeader.DirectoryOffset));
        Assert.Equal([size, size + 0x800], rom.Images.Select(image => image.Offset));
        Assert.Equal(["Error RomBehindHeader "], Problems(rom));
        Assert.True(rom is { IsValid: false, HasEfi: true, IsBootable: { Bios: false, Uefi: false } });
    }

    [Theory]
    [InlineData(4, 8)]
    [InlineData(1, 0x44)]
    [InlineData(3, 0x1100)]
    public void A_header_that_leads_nowhere_does_not_hide_the_ROM(int version, int damaged)
    {
        byte[] header = Roms.Nvgi(version, 0x2200);
        header[damaged] ^= 0x41;
        GpuRom rom = Read(Roms.Join(header, Roms.Plain));
        Assert.Null(rom.VendorHeader);
        Assert.Equal(["Warning RomVendorHeaderUnknown ", "Error RomBehindHeader "], Problems(rom));
        Assert.Equal(0x2200, rom.Images[0].Offset);
    }

    [Fact]
    public void AMDs_header_is_read()
    {
        GpuRomAtomHeader atom = Read(Roms.Amd).Images[0].Atom!;
        Assert.Equal(("ATOM", 0x120, 1, 2), (atom.Signature, atom.Offset, atom.FormatRevision, atom.ContentRevision));
        Assert.Equal("MOTA", Read(Roms.Of(Roms.Legacy with { Atom = "MOTA" })).Images[0].Atom!.Signature);
        Assert.All(Read(Roms.Plain).Images, image => Assert.Null(image.Atom));
    }

    [Fact]
    public void The_device_list_of_revision_3_is_read()
    {
        RomImageSpec spec = Roms.Efi with { DeviceList = [0x1c02, 0x1c04], StructureLength = 0x1c };
        Assert.Equal(["1c02", "1c04"], Read(Roms.Of(spec with { StructureRevision = 3 })).Images[0].DeviceList);

        // In revision 0 the same field leads to vital product data.
        Assert.Empty(Read(Roms.Of(spec)).Images[0].DeviceList);
    }

    [Fact]
    public void An_image_without_data_structure_is_one_legacy_image()
    {
        GpuRom rom = Read(Roms.Of(Roms.Legacy with { Pointer = 0 }));
        GpuRomImage image = Assert.Single(rom.Images);
        Assert.True(image is { HasDataStructure: false, Vendor: null, Id: null, Length: 0x800, Checksum: GpuRomChecksum.Valid, IsWellFormed: true });
        Assert.Equal(["Warning RomNoDataStructure 0", "Warning RomNoEfi "], Problems(rom));
        Assert.False(rom.IsBootable.Bios);
    }

    [Fact]
    public void A_signature_inside_an_image_is_data()
    {
        byte[] legacy = Roms.Legacy.Bytes();
        Roms.Efi.Bytes().AsSpan(0, 0x200).CopyTo(legacy.AsSpan(0x400));
        Assert.Equal(2, Read(Roms.Join(legacy, Roms.Efi.Bytes())).Images.Length);
    }

    [Theory]
    [InlineData(0xff)]
    [InlineData(0x00)]
    public void Padding_is_told_from_data(byte value)
    {
        GpuRom padded = Read(Roms.Join(Roms.Plain, Roms.Fill(512, value)));
        Assert.Equal((512, true), (padded.TrailingSize, padded.IsTrailingPadding));
        Assert.Equal(["Note RomPadded "], Problems(padded));
        GpuRom other = Read(Roms.Join(Roms.Plain, Roms.Fill(511, value), [0x42]));
        Assert.Equal((512, false), (other.TrailingSize, other.IsTrailingPadding));
        Assert.Equal(["Warning RomTrailingData "], Problems(other));
    }

    [Fact]
    public void The_hash_is_SHA_256() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Read("abc"u8.ToArray()).Sha256);

    internal static GpuRom Read(byte[] content) => GpuRomReader.Read(content, new RomOrigin());

    internal static string[] Problems(GpuRom rom) => [.. rom.Problems.Select(problem => $"{problem.Grade} {problem.Id} {problem.Image}")];
}
