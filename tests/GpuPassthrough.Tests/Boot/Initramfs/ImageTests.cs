using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using CsCheck;
using GpuPassthrough.Boot.Initramfs;
using GpuPassthrough.Boot.Initramfs.Images;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;
using Xunit;

namespace GpuPassthrough.Tests.Boot.Initramfs;

/// <summary>Images made by cpio and the packers, laid out as the generators do: microcode unpacked in front, the rest packed.</summary>
public sealed class ImageTests
{
    private const string Cut = "could not be read to its end";

    [Theory]
    [InlineData("arc main")]
    [InlineData("arc main | gzip")]
    [InlineData("arc early; arc main | gzip")]
    [InlineData("arc early; head -c 512 /dev/zero; arc main | gzip -1")]
    [InlineData("arc early; arc main")]
    [InlineData("arc early | gzip; arc main | gzip")]
    [InlineData("arc early; arc main | gzip; head -c 64 /dev/zero")]
    public void Holds_what_cpio_put_in(string script)
    {
        using MadeImage image = new MadeImage().Make(script);

        Assert.Equal((ImageState.Holds, true, null), Told(image.Find()));
        Assert.Equal(ImageState.Lacks, image.Find("etc/modprobe.d/other.conf").State);
        Assert.Equal(ImageState.Holds, image.FindModule("vfio_pci").State);
        Assert.Equal(ImageState.Lacks, image.FindModule("vfio").State);
    }

    [Theory]
    [InlineData("arc early; arc main | zstd -q -19", "zstd")]
    [InlineData("arc early; arc main | xz --check=crc32", "xz")]
    [InlineData("arc early; arc main | lz4 -l -9", "lz4")]
    [InlineData("arc early; arc main | bzip2", "bzip2")]
    [InlineData("arc main | xz --format=lzma", "xz")]
    public void Other_packings_are_read_by_their_own_programs(string script, string program)
    {
        using MadeImage image = new MadeImage().Make(script, program);

        Assert.Equal((ImageState.Holds, true, null), Told(image.Find(withPrograms: true)));
        Assert.Equal(ImageState.Lacks, image.Find("etc/modprobe.d/other.conf", withPrograms: true).State);
    }

    [Fact]
    public void Without_the_running_host_other_packings_are_not_told()
    {
        using MadeImage image = new MadeImage().Make("arc early; arc main | zstd -q", "zstd");

        ImageContent content = image.Find();

        Assert.Equal((ImageState.Unknown, null), (content.State, content.IsCurrent));
        Assert.Contains("packed with zstd", content.Reason, StringComparison.Ordinal);
        Assert.Equal(ImageState.Holds, image.Find("kernel/x86/microcode/GenuineIntel.bin").State);
    }

    [Fact]
    public void A_stale_image_holds_an_old_copy()
    {
        using MadeImage image = new MadeImage().Make("arc main | gzip").Add(MadeImage.File, "softdep nvidia pre: vfio-pci\n");

        Assert.Equal((ImageState.Holds, false, null), Told(image.Find()));
    }

    [Fact]
    public void A_file_that_the_host_lacks_cannot_be_compared()
    {
        using MadeImage image = new MadeImage().Make("arc main | gzip");

        Assert.Equal((ImageState.Holds, null, null), Told(image.Find("scripts/functions")));
    }

    [Fact]
    public void A_later_archive_replaces_what_an_earlier_one_has()
    {
        using MadeImage image = new MadeImage().Add("over/" + MadeImage.File, "new\n").Add(MadeImage.File, "new\n").Make("arc main | gzip; arc over | gzip");

        Assert.Equal((ImageState.Holds, true, null), Told(image.Find()));
    }

    /// <summary>dracut makes one file with several names of equal ones; cpio then stores the content with one of them.</summary>
    [Fact]
    public void A_hard_link_has_its_files_content()
    {
        using MadeImage image = new MadeImage().Add("etc/a.conf", MadeImage.Text).Add("etc/z.conf", "other");
        image.Make("ln main/etc/modprobe.d/01-vfio-pci.conf main/etc/a.conf; ln main/etc/modprobe.d/01-vfio-pci.conf main/etc/z.conf; arc main | gzip");

        Assert.Equal((true, true, false), (image.Find().IsCurrent, image.Find("etc/a.conf").IsCurrent, image.Find("etc/z.conf").IsCurrent));
    }

    [Fact]
    public void An_empty_file_is_a_file()
    {
        using MadeImage image = new MadeImage().Add("main/etc/empty.conf", string.Empty).Add("etc/empty.conf", string.Empty).Make("arc main");

        Assert.Equal((ImageState.Holds, true, null), Told(image.Find("/etc/empty.conf")));
    }

    [Theory]
    [InlineData("arc main | head -c 1000")]
    [InlineData("arc main | gzip | head -c 300")]
    [InlineData("arc early; arc main | gzip | head -c 300")]
    [InlineData("arc early; printf GARBAGE")]
    [InlineData("arc main | gzip; printf GARBAGE; head -c 4096 /dev/zero; printf GARBAGE")]
    [InlineData("head -c 5000 /dev/urandom | gzip")]
    [InlineData("head -c 5000 /dev/zero")]
    [InlineData("true")]
    public void Of_a_damaged_image_nothing_is_claimed_that_is_not_known(string script)
    {
        using MadeImage image = new MadeImage().Make(script);

        ImageContent content = image.Find("etc/modprobe.d/other.conf");

        Assert.Equal(ImageState.Unknown, content.State);
        Assert.Contains(Cut, content.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arc main | zstd -q | head -c 300", "zstd")]
    [InlineData("arc main | zstd -q; printf GARBAGE", "zstd")]
    [InlineData("arc main | xz | head -c 300", "xz")]
    public void Of_an_image_its_program_complains_of_nothing_is_claimed(string script, string program)
    {
        using MadeImage image = new MadeImage().Make(script, program);

        Assert.Equal(ImageState.Unknown, image.Find("etc/modprobe.d/other.conf", withPrograms: true).State);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd -q")]
    public void A_bomb_is_given_up(string packer)
    {
        string program = packer.Split(' ')[0];
        using MadeImage image = new MadeImage().Make($"truncate -s 300M main/huge; arc main | {packer}", program);
        long before = GC.GetTotalAllocatedBytes();

        ImageContent content = image.Find("nothing", new ImageLimits { Bytes = 64 << 20 }, withPrograms: true);

        Assert.Contains("64 MiB", content.Reason, StringComparison.Ordinal);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 16 << 20);
    }

    [Fact]
    public void Endless_names_are_given_up()
    {
        using MadeImage image = new MadeImage().Make("for n in $(seq 300); do : > main/$n; done; arc main | gzip");

        Assert.Contains("(100)", image.Find("nothing", new ImageLimits { Entries = 100 }).Reason, StringComparison.Ordinal);
        Assert.Equal(ImageState.Unknown, image.Find("nothing", new ImageLimits { Names = 100 }).State);
    }

    [Fact]
    public void A_program_that_hangs_is_ended()
    {
        using TemporaryHost folder = new();
        folder.File("zstd", "#!/bin/sh\nsleep 600\n");
        Tool.Run("chmod", "755", folder.PathOf("zstd"));
        using MadeImage image = new MadeImage().Write([0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0, 0]);
        using HostRoot host = HostRoot.Open(image.Root);
        Stopwatch elapsed = Stopwatch.StartNew();

        ImageContent content = ImageReport.Read(host, [MadeImage.Path], new ImageLimits { Time = TimeSpan.FromSeconds(1) }, new CommandRunner([folder.Root, "/usr/bin", "/bin"])).Find("x");

        Assert.Equal(ImageState.Unknown, content.State);
        Assert.True(elapsed.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_missing_program_is_named()
    {
        using MadeImage image = new MadeImage().Write([0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0, 0]);
        using HostRoot host = HostRoot.Open(image.Root);

        Assert.Contains("zstd", ImageReport.Read(host, [MadeImage.Path], null, new CommandRunner([image.Root])).Find("x").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bytes_give_an_answer()
    {
        using MadeImage made = new MadeImage().Make("arc early; arc main | gzip");
        byte[] packed = made.Bytes();
        byte[] plain = made.Make("arc early; arc main").Bytes();
        byte[] unified = Unified(packed);
        Gen.Select(Gen.Int[0, 3], Gen.Select(Gen.Int[0, 9000], Gen.Byte).Array[0, 12], Gen.Int[0, 20000], Gen.Bool).Sample(
            (kind, changes, length, cut) =>
            {
                byte[] bytes = [.. kind switch { 0 => packed, 1 => plain, 2 => unified, _ => Encoding.ASCII.GetBytes("070701" + new string('f', 104)) }];
                foreach ((int at, byte value) in changes) bytes[at % bytes.Length] = value;
                ImageContent content = made.Write(cut ? bytes[..Math.Min(length, bytes.Length)] : bytes).Find("no/such/file");
                Assert.NotEqual(ImageState.Holds, content.State);
                Assert.Equal(content.State == ImageState.Unknown, content.Reason is not null);
            },
            iter: 3000,
            threads: 1);
    }

    [Theory]
    [InlineData("arc early; arc main | gzip")]
    [InlineData("arc main | zstd -q")]
    public void A_unified_image_has_its_initramfs_in_a_section(string script)
    {
        using MadeImage image = new MadeImage().Make(script, "zstd");
        image.Write(Unified(image.Bytes()));

        Assert.Equal((ImageState.Holds, true, null), Told(image.Find(withPrograms: true)));
        Assert.Equal(ImageState.Lacks, image.Find("no/such", withPrograms: true).State);
    }

    [Fact]
    public void A_program_without_initramfs_holds_none()
    {
        byte[] bytes = Unified([]);
        Encoding.ASCII.GetBytes(".initxx").CopyTo(bytes, 0x80 + 24 + 40);
        using MadeImage image = new MadeImage().Write(bytes);

        Assert.Equal(ImageState.Unknown, image.Find().State);
    }

    [Fact]
    public void The_time_is_the_images()
    {
        using MadeImage image = new MadeImage().Make("arc main");
        File.SetLastWriteTimeUtc(Path.Combine(image.Root, MadeImage.Path), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));

        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), image.Find().Modified);
    }

    [Theory]
    [InlineData("boot/initrd.img-6.1.0-1-amd64", "6.1.0-1-amd64")]
    [InlineData("boot/initramfs-6.17.1-300.fc43.x86_64.img", "6.17.1-300.fc43.x86_64")]
    [InlineData("boot/initrd-6.16.0-1-default", "6.16.0-1-default")]
    [InlineData("boot/0123456789abcdef/6.17.1/initrd", "6.17.1")]
    [InlineData("boot/efi/debian/6.12.1/initrd.img-6.12.1", "6.12.1")]
    [InlineData("efi/EFI/Linux/0123456789abcdef-6.17.1.efi", "6.17.1")]
    [InlineData("boot/efi/EFI/Linux/linux-6.17.1-0123456789abcdef-build.efi", "6.17.1")]
    public void The_image_is_found_by_the_names_of_distributions(string path, string release)
    {
        using TemporaryHost folder = new TemporaryHost().File(path, "x").File("boot/efi/EFI/Linux/x-6.17.10.efi", "x").File("boot/initrd.img-6.1", "x");
        using HostRoot host = HostRoot.Open(folder.Root);

        Assert.Equal(path, new Dracut(host, []).Image(release).Path);
    }

    [Theory]
    [InlineData("PRESETS=('default' 'fallback')\ndefault_image=\"/boot/initramfs-linux-zen.img\"\n", "boot/initramfs-linux-zen.img")]
    [InlineData("PRESETS=('default')\n#default_image=\"/boot/x\"\ndefault_uki=\"/efi/EFI/Linux/arch-linux-zen.efi\"\n", "efi/EFI/Linux/arch-linux-zen.efi")]
    public void On_Arch_the_preset_names_it(string preset, string path)
    {
        using TemporaryHost folder = new TemporaryHost().File(path, "x").File("boot/initramfs-linux.img", "x");
        folder.File("usr/lib/modules/6.17.1-zen1/pkgbase", "linux-zen\n").File("etc/mkinitcpio.d/linux-zen.preset", preset);
        using HostRoot host = HostRoot.Open(folder.Root);

        Assert.Equal(path, new Mkinitcpio(host, []).Image("6.17.1-zen1").Path);
    }

    [Fact]
    public void No_image_is_not_known()
    {
        using TemporaryHost folder = new();
        using HostRoot host = HostRoot.Open(folder.Root);

        ImageContent content = new Booster(host, []).ImageHolds("6.1", MadeImage.File);

        Assert.Equal((ImageState.Unknown, null), (content.State, content.Image));
        Assert.Contains("boot/booster-6.1.img", content.Reason, StringComparison.Ordinal);
    }

    private static (ImageState State, bool? IsCurrent, string? Reason) Told(ImageContent content) => (content.State, content.IsCurrent, content.Reason);

    // PE/COFF: DOS head with the offset of the PE head at 3C; COFF head of 20 bytes; sections of 40: name, virtual size, address, raw size, raw offset.
    private static byte[] Unified(byte[] initrd)
    {
        const int head = 0x80;
        const int start = 0x400;
        byte[] bytes = new byte[start + initrd.Length + 1000];
        "MZ"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(0x3c), head);
        "PE\0\0"u8.CopyTo(bytes.AsSpan(head));
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(head + 6), 3);
        Section(bytes.AsSpan(head + 24), ".cmdline", start, 0);
        Section(bytes.AsSpan(head + 24 + 40), ".initrd", start, initrd.Length);
        Section(bytes.AsSpan(head + 24 + 80), ".linux", start + initrd.Length, 1000);
        initrd.CopyTo(bytes, start);
        bytes.AsSpan(start + initrd.Length).Fill(0x90);
        return bytes;
    }

    private static void Section(Span<byte> section, string name, int offset, int size)
    {
        Encoding.ASCII.GetBytes(name).AsSpan(0, Math.Min(8, name.Length)).CopyTo(section);
        BinaryPrimitives.WriteInt32LittleEndian(section[8..], size);
        BinaryPrimitives.WriteInt32LittleEndian(section[16..], size);
        BinaryPrimitives.WriteInt32LittleEndian(section[20..], offset);
    }
}
