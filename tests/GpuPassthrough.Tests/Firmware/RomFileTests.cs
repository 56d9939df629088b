using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Firmware;

/// <summary>Files that are no ROM, or more than one, cost neither memory nor time.</summary>
public sealed class RomFileTests
{
    [Fact]
    public void A_file_of_gigabytes_is_refused_unread()
    {
        using TemporaryHost tree = new();
        using (FileStream stream = File.Create(tree.PathOf("disk.img"))) stream.SetLength(3L << 30);
        GpuRomException refusal = AllocatesAtMost(1 << 16, () => Assert.Throws<GpuRomException>(() => ReadLive(tree.PathOf("disk.img"))));
        Assert.Equal("RomFileTooLarge", refusal.ErrorId);
    }

    [Fact]
    public void The_largest_ROM_there_can_be_is_read()
    {
        using TemporaryHost tree = new();
        byte[] content = Roms.Join(Roms.Plain, new byte[(16 << 20) - Roms.Plain.Length]);
        File.WriteAllBytes(tree.PathOf("large.rom"), content);
        GpuRom rom = AllocatesAtMost((16 << 20) + (1 << 16), () => ReadLive(tree.PathOf("large.rom")));
        Assert.Equal((content.Length, true), (rom.Size, rom.IsTrailingPadding));
        File.WriteAllBytes(tree.PathOf("larger.rom"), Roms.Join(content, [0]));
        Assert.Equal("RomFileTooLarge", Assert.Throws<GpuRomException>(() => ReadLive(tree.PathOf("larger.rom"))).ErrorId);
    }

    [Fact]
    public void Hostile_bytes_cost_no_more_than_others()
    {
        byte[] signatures = new byte[16 << 20];
        for (int offset = 1; offset < signatures.Length - 1; offset += 2) (signatures[offset], signatures[offset + 1]) = (0x55, 0xaa);
        byte[] pointers = [.. signatures];
        Roms.Efi.Bytes().AsSpan(0, 0x40).CopyTo(pointers.AsSpan(0x8001));
        byte[] images = new byte[16 << 20];
        byte[] image = (Roms.Efi with { Blocks = 1, IsLast = false, Vendor = 0 }).Bytes();
        for (int offset = 0; offset < images.Length; offset += 512) image.CopyTo(images, offset);
        foreach (byte[] hostile in (byte[][])[signatures, pointers, images])
        {
            _ = AllocatesAtMost(1 << 20, () => RomParser.Parse(hostile));
        }
    }

    [Fact]
    public void A_pipe_is_refused_and_not_waited_for()
    {
        using TemporaryHost tree = new();
        Tool.Run("mkfifo", tree.PathOf("pipe"));
        Assert.Equal("RomFileNotRegular", Assert.Throws<GpuRomException>(() => ReadLive(tree.PathOf("pipe"))).ErrorId);
        Assert.Equal("RomFileNotRegular", Assert.Throws<GpuRomException>(() => ReadLive(tree.Root)).ErrorId);
    }

    [Fact]
    public void A_file_that_gives_no_size_is_read_to_its_end() =>
        Assert.Equal("RomFileNoRom", Assert.Throws<GpuRomException>(() => ReadLive("/proc/self/status")).ErrorId);

    [Fact]
    public void Links_stay_inside_the_host()
    {
        using TemporaryHost tree = new();
        Directory.CreateDirectory(tree.PathOf("usr/share/qemu"));
        File.WriteAllBytes(tree.PathOf("usr/share/qemu/card.rom"), Roms.Plain);
        tree.Link("usr/share/vgabios/card.rom", "/usr/share/qemu/card.rom");
        using HostRoot host = HostRoot.Open(tree.Root);
        GpuRom rom = RomFile.Read(host, tree.PathOf("usr/share/vgabios/card.rom"));
        Assert.Equal((tree.PathOf("usr/share/vgabios/card.rom"), "/usr/share/vgabios/card.rom"), (rom.Path, rom.HostPath));
        Assert.True(rom.HasEfi);
    }

    [Fact]
    public void A_file_elsewhere_has_no_place_on_the_host()
    {
        using TemporaryHost tree = new();
        using TemporaryHost other = new();
        File.WriteAllBytes(other.PathOf("card.rom"), Roms.Plain);
        using HostRoot host = HostRoot.Open(tree.Root);
        Assert.Null(RomFile.Read(host, other.PathOf("card.rom")).HostPath);
    }

    private static GpuRom ReadLive(string path)
    {
        using HostRoot host = HostRoot.Open();
        return RomFile.Read(host, path);
    }

    private static T AllocatesAtMost<T>(long most, Func<T> work)
    {
        // What the first call loads for good is not the ROM's cost.
        _ = work();
        long before = GC.GetAllocatedBytesForCurrentThread();
        T result = work();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, most);
        return result;
    }
}
