using System.Text;

namespace GpuPassthrough.Boot.Initramfs.Formats;

/// <summary>Bytes as text and back without loss: what is not ours may be in any encoding.</summary>
internal static class RawText
{
    internal static string? Of(byte[]? bytes) => bytes is null ? null : Encoding.Latin1.GetString(bytes);

    internal static byte[]? Bytes(string? text) => text is null ? null : Encoding.Latin1.GetBytes(text);
}
