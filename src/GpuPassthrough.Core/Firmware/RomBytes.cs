using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace GpuPassthrough.Firmware;

/// <summary>Reads in bytes from outside: what lies beyond the end is 0 and never an exception.</summary>
internal static class RomBytes
{
    internal const int Block = 512;

    internal static byte Byte(ReadOnlySpan<byte> bytes, long offset) => Has(bytes, offset, 1) ? bytes[(int)offset] : (byte)0;

    internal static ushort Word(ReadOnlySpan<byte> bytes, long offset) =>
        Has(bytes, offset, 2) ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[(int)offset..]) : (ushort)0;

    internal static uint DoubleWord(ReadOnlySpan<byte> bytes, long offset) =>
        Has(bytes, offset, 4) ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[(int)offset..]) : 0;

    internal static bool StartsWith(ReadOnlySpan<byte> bytes, long offset, ReadOnlySpan<byte> text) =>
        Has(bytes, offset, text.Length) && bytes.Slice((int)offset, text.Length).SequenceEqual(text);

    internal static bool Has(ReadOnlySpan<byte> bytes, long offset, int length) => offset >= 0 && offset <= bytes.Length - length;

    /// <summary>The sum of all bytes modulo 256.</summary>
    internal static byte Sum(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        ReadOnlySpan<Vector<byte>> vectors = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        Vector<byte> sums = Vector<byte>.Zero;

        // Each lane overflows as the sum itself does, so that the lanes' sum is right modulo 256.
        foreach (Vector<byte> vector in vectors) sums += vector;
        for (int lane = 0; lane < Vector<byte>.Count; lane++) sum += sums[lane];
        foreach (byte value in bytes[(vectors.Length * Vector<byte>.Count)..]) sum += value;
        return sum;
    }

    /// <summary>True when every byte is ff, or every byte is 00: what erased flash memory and absent hardware read as.</summary>
    internal static bool IsPadding(ReadOnlySpan<byte> bytes) =>
        !bytes.IsEmpty && bytes[0] is 0 or 0xff && !bytes.ContainsAnyExcept(bytes[0]);
}
