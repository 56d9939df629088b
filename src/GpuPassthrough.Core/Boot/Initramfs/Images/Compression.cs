namespace GpuPassthrough.Boot.Initramfs.Images;

/// <summary>A way in which the kernel takes a packed archive (lib/decompress.c), and the program that unpacks it.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="Program">The program and its arguments; none for what the BCL unpacks.</param>
internal sealed record Compression(string Name, IReadOnlyList<string> Program)
{
    private static readonly (byte[] Magic, Compression Kind)[] Known =
    [
        ([0x1f, 0x8b], new Compression("gzip", [])),
        ([0x28, 0xb5, 0x2f, 0xfd], new Compression("zstd", ["zstd", "-dcq"])),
        ([0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], new Compression("xz", ["xz", "-dcq"])),
        ([0x02, 0x21, 0x4c, 0x18], new Compression("lz4", ["lz4", "-dcq"])),
        ([(byte)'B', (byte)'Z', (byte)'h'], new Compression("bzip2", ["bzip2", "-dcq"])),
        ([0x5d, 0, 0], new Compression("lzma", ["xz", "-dcq", "--format=lzma"])),
        ([0x89, (byte)'L', (byte)'Z', (byte)'O'], new Compression("lzop", ["lzop", "-dcq"])),
    ];

    /// <summary>What the first bytes say; null when they are of none.</summary>
    internal static Compression? Of(ReadOnlySpan<byte> start)
    {
        foreach ((byte[] magic, Compression kind) in Known)
        {
            if (start.StartsWith(magic)) return kind;
        }

        return null;
    }
}
