using System.Globalization;

namespace GpuPassthrough.Pci;

/// <summary>Hexadecimal numbers as sysfs writes them. Texts are shared: a host has few different ones.</summary>
internal static class HexText
{
    private static readonly string?[] Words = new string?[0x10000];
    private static readonly string?[] Bytes = new string?[0x100];

    internal static string Word(ushort value) => Words[value] ??= value.ToString("x4", CultureInfo.InvariantCulture);

    internal static string Byte(byte value) => Bytes[value] ??= value.ToString("x2", CultureInfo.InvariantCulture);

    /// <summary>Reads <c>0x10de</c> with white space around it, at most <paramref name="mostDigits"/> digits.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, int mostDigits, out uint value)
    {
        value = 0;
        text = text.Trim(" \t\r\n"u8);
        if (text.StartsWith("0x"u8)) text = text[2..];
        if (text.IsEmpty || text.Length > mostDigits) return false;
        foreach (byte digit in text)
        {
            int number = digit switch
            {
                >= (byte)'0' and <= (byte)'9' => digit - '0',
                >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
                _ => -1,
            };
            if (number < 0) return false;
            value = (value << 4) | (uint)number;
        }

        return true;
    }
}
