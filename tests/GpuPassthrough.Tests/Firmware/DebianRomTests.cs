using System.Globalization;
using System.Text.RegularExpressions;
using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Firmware;

/// <summary>
/// Real ROMs, of Debian's packages seabios and ipxe-qemu, against what romheaders of the package fcode-utils says of them.
/// Where they are not installed the tests are skipped, and fail on continuous integration.
/// </summary>
public sealed partial class DebianRomTests
{
    private static readonly string[] WithoutDataStructure = ["vgabios-isavga.bin", "vgabios-ramfb.bin"];

    [Fact]
    public void Images_are_those_romheaders_lists()
    {
        foreach (string file in Files.Where(file => !WithoutDataStructure.Contains(Path.GetFileName(file))))
        {
            string output = Tool.Run("romheaders", file);
            string[] expected = [.. ImageText().Split(output).Skip(1).Select(Expected)];
            Assert.NotEmpty(expected);
            Assert.Equal(expected, Read(file).Images.Select(Line));
        }
    }

    [Fact]
    public void Every_ROM_is_valid_and_its_hash_that_of_sha256sum() => Assert.All(Files, file =>
    {
        GpuRom rom = Read(file);
        Assert.True(rom.IsValid, file);
        Assert.All(rom.Images, image => Assert.True(image.CodeType != GpuRomCodeType.X86Bios || image.Checksum == GpuRomChecksum.Valid));
        Assert.Equal(Tool.Run("sha256sum", file).Split(' ')[0], rom.Sha256);
    });

    // The package's names say which firmware each is for.
    [Fact]
    public void They_start_where_their_names_say() => Assert.All(Files, file =>
    {
        GpuRom rom = Read(file);
        string name = Path.GetFileName(file);
        Assert.Equal(name.StartsWith("efi-", StringComparison.Ordinal), rom.IsBootable.Uefi);
        Assert.Equal(!WithoutDataStructure.Contains(name), rom.IsBootable.Bios);
    });

    [Fact]
    public void Those_without_data_structure_are_told() => Assert.All(Files.Where(file => WithoutDataStructure.Contains(Path.GetFileName(file))), file =>
    {
        Assert.Contains("'PCIR' (Ok)", Tool.Run("romheaders", Files[0]), StringComparison.Ordinal);
        Assert.Contains("(Not Ok)", Tool.Run("romheaders", file), StringComparison.Ordinal);
        Assert.Contains(Read(file).Problems, problem => problem.Id == "RomNoDataStructure");
    });

    [Fact]
    public void A_flash_dump_made_of_one_is_repaired_to_it() => Assert.All(Files, file =>
    {
        byte[] rom = File.ReadAllBytes(file);
        if (WithoutDataStructure.Contains(Path.GetFileName(file))) return;
        byte[] dump = Roms.Join(Roms.Nvgi(3, 0x2200), rom, Roms.Fill(4096, 0xff));
        Assert.Equal(rom, RomRepair.Plan(file, dump, fixChecksum: false).Content);
    });

    private static string[] Files
    {
        get
        {
            string[] files =
            [
                .. Find("/usr/share/seabios", "vgabios-*.bin"),
                .. Find("/usr/lib/ipxe/qemu", "*.rom"),
            ];
            if (files.Length > 20) return files;
            if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 }) Assert.Fail("The packages seabios and ipxe-qemu are not installed, and this is where they must be.");
            Assert.Skip("The packages seabios and ipxe-qemu are not installed; their ROMs would be read.");
            return files;
        }
    }

    private static string[] Find(string folder, string pattern) => Directory.Exists(folder) ? [.. Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal)] : [];

    private static GpuRom Read(string file)
    {
        using HostRoot host = HostRoot.Open();
        return RomFile.Read(host, file);
    }

    private static string Line(GpuRomImage image) =>
        $"{image.Id} class {image.Class}{image.ProgIf} length {image.Length} revision {image.Revision} structure {image.DataStructureRevision} type {(int)image.CodeType:x2} last {image.IsLast}";

    private static string Expected(string text)
    {
        string Value(string label) => Regex.Match(text, $"{label}: *0x([0-9a-f]+)").Groups[1].Value;
        int Number(string label) => int.Parse(Value(label), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return $"{Value("Vendor ID")}:{Value("Device ID")} class {Value("Class Code")} length {Number("Image Length") * 512} revision {Value("Revision Level of Code/Data")}"
            + $" structure {Number("PCI Data Structure Revision")} type {Value("Code Type")} last {Value("Last-Image Flag") == "80"}";
    }

    [GeneratedRegex("^Image [0-9]+:$", RegexOptions.Multiline)]
    private static partial Regex ImageText();
}
