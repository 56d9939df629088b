using System.Text;

namespace GpuPassthrough.Host;

/// <summary>Whole values of attributes.</summary>
internal static class DeviceFilesExtensions
{
    /// <summary>The text of a small attribute without the white space around it, or null when it is absent or unreadable.</summary>
    internal static string? ReadText(this IDeviceFiles files, string name)
    {
        Span<byte> buffer = stackalloc byte[4096];
        return files.Read(name, buffer, 0, out int length) == Errno.None ? Encoding.UTF8.GetString(buffer[..length]).Trim() : null;
    }

    internal static Errno Read(this IDeviceFiles files, string name, Span<byte> buffer, long offset, out int length)
    {
        length = 0;
        Errno error = files.Open(name, write: false, out IDeviceFile? opened);
        if (error != Errno.None) return error;
        using IDeviceFile file = opened!;
        return file.Read(buffer, offset, out length);
    }

    /// <summary>One write of the whole value.</summary>
    internal static Errno Write(this IDeviceFiles files, string name, ReadOnlySpan<byte> value, long offset = 0)
    {
        Errno error = files.Open(name, write: true, out IDeviceFile? opened);
        if (error != Errno.None) return error;
        using IDeviceFile file = opened!;
        return file.Write(value, offset);
    }
}
