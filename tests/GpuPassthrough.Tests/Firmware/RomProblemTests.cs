using GpuPassthrough.Firmware;
using Xunit;
using static GpuPassthrough.Tests.Firmware.RomParserTests;

namespace GpuPassthrough.Tests.Firmware;

/// <summary>Each way in which a ROM can be damaged or odd has a name of its own.</summary>
public sealed class RomProblemTests
{
    private static readonly RomImageSpec Legacy = Roms.Legacy;
    private static readonly RomImageSpec Efi = Roms.Efi;

    private static readonly Dictionary<string, (byte[] Content, string[] Problems)> Cases = new()
    {
        ["empty"] = ([], ["Error RomEmpty "]),
        ["all ff"] = (Roms.Fill(4096, 0xff), ["Error RomUniform "]),
        ["all 00"] = (Roms.Fill(4096, 0x00), ["Error RomUniform "]),
        ["text"] = ("not a ROM, but it says U\u00aa"u8.ToArray(), ["Error RomNone "]),
        ["two bytes"] = ([0x55, 0xaa], ["Warning RomNoDataStructure 0", "Error RomImageLengthZero 0", "Note RomSizeOdd ", "Warning RomTrailingData ", "Warning RomNoEfi "]),
        ["wrong checksum"] = (Roms.Of(Legacy with { HasChecksum = false }, Efi), ["Error RomChecksumWrong 0"]),
        ["length 0"] = (Roms.Of(Legacy with { DeclaredBlocks = 0 }, Efi), ["Error RomImageLengthZero 0", "Warning RomTrailingData ", "Warning RomNoEfi "]),
        ["cut inside an image"] = (Roms.Plain[..0x1000], ["Error RomImageCut 1", "Warning RomNoEfi "]),
        ["cut inside a block"] = (Roms.Plain[..0x1001], ["Error RomImageCut 1", "Note RomSizeOdd ", "Warning RomNoEfi "]),
        ["cut between images"] = (Roms.Plain[..0x800], ["Warning RomLastMissing 0", "Warning RomNoEfi "]),
        ["not last and padding"] = (Roms.Join(Legacy.Bytes(), Roms.Fill(0x800, 0xff)), ["Warning RomLastMissing 0", "Note RomPadded ", "Warning RomNoEfi "]),
        ["next image destroyed"] = (Roms.Join(Legacy.Bytes(), Roms.Efi.Bytes()[2..]), ["Error RomChainBroken 0", "Note RomSizeOdd ", "Warning RomTrailingData ", "Warning RomNoEfi "]),
        ["pointer beyond the end"] = (Roms.Of(Legacy with { Pointer = 0xfffc }), ["Warning RomDataStructureLost 0", "Warning RomNoEfi "]),
        ["pointer to nothing"] = (Roms.Of(Legacy with { StructureName = "PCIX" }), ["Warning RomDataStructureLost 0", "Warning RomNoEfi "]),
        ["short structure"] = (Roms.Of(Legacy, Efi with { StructureLength = 0x17 }), ["Warning RomDataStructureShort 1"]),
        ["zero IDs"] = (Roms.Of(Efi with { Vendor = 0, Device = 0 }), ["Warning RomIdsZero 0"]),
        ["two vendors"] = (Roms.Of(Legacy, Efi with { Vendor = 0x1002 }), ["Warning RomVendorsDiffer "]),
        ["open device list"] = (Roms.Of(Efi with { Blocks = 1, StructureRevision = 3, EfiCompression = 1, EfiDriver = 0x40, DeviceList = [.. Enumerable.Repeat((ushort)1, 178)] }), ["Warning RomDeviceListOpen 0"]),
        ["EFI type without EFI header"] = (Roms.Of(Legacy, Efi with { EfiSignature = 0x0ef2 }), ["Error RomEfiSignature 1", "Warning RomNoEfi "]),
        ["EFI application"] = (Roms.Of(Legacy, Efi with { EfiSubsystem = 0x0a }), ["Warning RomEfiSubsystem 1"]),
        ["EFI packed otherwise"] = (Roms.Of(Legacy, Efi with { EfiCompression = 2 }), ["Warning RomEfiCompression 1"]),
        ["EFI larger than the image"] = (Roms.Of(Legacy, Efi with { EfiBlocks = 7 }), ["Error RomEfiBounds 1"]),
        ["EFI driver outside"] = (Roms.Of(Legacy, Efi with { EfiDriver = 0xc00 }), ["Error RomEfiBounds 1"]),
        ["EFI without program"] = (Roms.Join(Legacy.Bytes(), [.. Efi.Bytes().Select((value, index) => index == 0x100 ? (byte)0 : value)]), ["Warning RomEfiNoProgram 1"]),
        ["endless images"] = (Roms.Of([.. Enumerable.Repeat(Efi with { Blocks = 1, IsLast = false }, 300)]), ["Error RomTooManyImages 127", "Warning RomTrailingData "]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_named(string name)
    {
        GpuRom rom = Read(Cases[name].Content);
        Assert.Equal(Cases[name].Problems, Problems(rom));
        Assert.Equal(rom.Images.Length > 0 && rom.Problems.All(problem => problem.Grade != GpuRomGrade.Error), rom.IsValid);
        Assert.All(rom.Problems, problem => Assert.DoesNotMatch(@"\{\d", problem.Message));
    }

    [Theory]
    [InlineData("wrong checksum", false, true)]
    [InlineData("cut between images", true, false)]
    [InlineData("EFI application", true, false)]
    [InlineData("EFI packed otherwise", true, false)]
    [InlineData("EFI larger than the image", true, false)]
    [InlineData("EFI type without EFI header", true, false)]
    [InlineData("next image destroyed", true, false)]
    [InlineData("pointer to nothing", false, false)]
    public void Bars_what_it_concerns(string name, bool bios, bool uefi)
    {
        GpuRomBootability boots = Read(Cases[name].Content).IsBootable;
        Assert.Equal((bios, uefi), (boots.Bios, boots.Uefi));
    }

    [Fact]
    public void Drivers_for_other_processors_do_not_start_in_a_guest()
    {
        GpuRom rom = Read(Roms.Of(Efi with { EfiMachine = 0xaa64 }));
        Assert.True(rom is { HasEfi: true, IsValid: true, IsBootable.Uefi: false });
    }

    [Fact]
    public void An_unaligned_data_structure_is_told()
    {
        byte[] image = Roms.Efi.Bytes();
        image.AsSpan(0x1c, 0x18).ToArray().CopyTo(image, 0x1e);
        image[0x18] = 0x1e;
        GpuRom rom = Read(image);
        Assert.Equal(["Warning RomDataStructureUnaligned 0"], Problems(rom));
        Assert.False(rom.IsBootable.Uefi);
    }
}
