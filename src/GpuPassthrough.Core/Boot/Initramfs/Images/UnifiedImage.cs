using System.Buffers.Binary;
using System.Text;

namespace GpuPassthrough.Boot.Initramfs.Images;

/// <summary>A unified kernel image: a PE program whose section .initrd is the initramfs (UAPI group, specification 5).</summary>
internal static class UnifiedImage
{
    private const int SectionLength = 40;
    private const int MostSections = 96;

    /// <summary>Where the initramfs begins and ends in the file; null when the file is no such image.</summary>
    /// <exception cref="ImageException">It is a PE program without initramfs, or a broken one.</exception>
    internal static (long Start, long End)? Initrd(Stream file)
    {
        Span<byte> head = stackalloc byte[64];
        if (!TryRead(file, 0, head) || !head.StartsWith("MZ"u8)) return null;
        Span<byte> sections = stackalloc byte[24];
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(head[0x3c..]);
        if (!TryRead(file, offset, sections) || !sections.StartsWith("PE\0\0"u8)) throw new ImageException(Messages.Format("ImageBroken", offset));
        int count = Math.Min((int)BinaryPrimitives.ReadUInt16LittleEndian(sections[6..]), MostSections);
        long table = offset + 24 + BinaryPrimitives.ReadUInt16LittleEndian(sections[20..]);
        return Find(file, table, count) ?? throw new ImageException(Messages.Format("ImageEmpty"));
    }

    private static (long Start, long End)? Find(Stream file, long table, int count)
    {
        Span<byte> section = stackalloc byte[SectionLength];
        for (int index = 0; index < count && TryRead(file, table + (index * SectionLength), section); index++)
        {
            if (Encoding.ASCII.GetString(section[..8]).TrimEnd('\0') != ".initrd") continue;
            uint size = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(section[8..]), BinaryPrimitives.ReadUInt32LittleEndian(section[16..]));
            uint start = BinaryPrimitives.ReadUInt32LittleEndian(section[20..]);
            return (start, Math.Min(start + (long)size, file.Length));
        }

        return null;
    }

    private static bool TryRead(Stream file, long position, Span<byte> buffer)
    {
        file.Position = position;
        return file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) == buffer.Length;
    }
}
