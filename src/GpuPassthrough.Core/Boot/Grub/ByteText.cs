using System.Text;

namespace GpuPassthrough.Boot.Grub;

/// <summary>Bytes as text, one character each: shells and the kernel read bytes, and nothing must get lost on the way through.</summary>
internal static class ByteText
{
    internal static string Of(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    internal static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>Text that people wrote or read, as the bytes of its UTF-8.</summary>
    internal static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>What people read.</summary>
    internal static string Readable(string bytes) => Encoding.UTF8.GetString(Bytes(bytes));
}
