using System.Buffers.Text;

namespace GpuPassthrough.Boot.Initramfs.Images;

/// <summary>The head of an entry in a cpio archive of the kernel's kind (Documentation/driver-api/early-userspace/buffer-format.rst).</summary>
internal readonly record struct CpioHeader(uint Inode, uint Mode, uint Links, uint Size, uint Device, uint NameSize)
{
    internal const int Length = 110;

    private const int FieldLength = 8;
    private const int MagicLength = 6;
    private const uint TypeMask = 0xf000;

    internal bool IsRegularFile => (Mode & TypeMask) == 0x8000;

    internal static bool IsMagic(ReadOnlySpan<byte> bytes) => bytes.StartsWith("070701"u8) || bytes.StartsWith("070702"u8);

    /// <summary>Null where the bytes are no head.</summary>
    internal static CpioHeader? Parse(ReadOnlySpan<byte> bytes)
    {
        if (!IsMagic(bytes)) return null;
        Span<uint> fields = stackalloc uint[13];
        for (int index = 0; index < fields.Length; index++)
        {
            ReadOnlySpan<byte> field = bytes.Slice(MagicLength + (index * FieldLength), FieldLength);
            if (!Utf8Parser.TryParse(field, out fields[index], out int used, 'x') || used != FieldLength) return null;
        }

        return new CpioHeader(fields[0], fields[1], fields[4], fields[6], unchecked((fields[7] << 16) ^ fields[8]), fields[11]);
    }
}
