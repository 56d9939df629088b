using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GpuPassthrough.Host;

/// <summary>
/// The kernel's log of this boot (Documentation/ABI/testing/dev-kmsg): a record is <c>level,sequence,microseconds,flags;text</c>,
/// and lines that begin with a space belong to the record before.
/// </summary>
/// <param name="Records">The records, oldest first.</param>
internal sealed record KernelLog(IReadOnlyList<KernelLogRecord> Records)
{
    // A record is refused with EINVAL when the buffer is smaller than it (PRINTK_MESSAGE_MAX).
    private const int RecordSize = 8192;

    /// <summary>True when nothing since the boot was overwritten: the first record is number 0.</summary>
    internal bool IsComplete => Records.Count > 0 && Records[0].Sequence == 0;

    /// <summary>Reads the log; null when this process may not, or there is none.</summary>
    internal static KernelLog? Read(HostRoot host)
    {
        if (host.OpenPath(HostPaths.KernelLog, LibC.ReadOnly | LibC.NonBlocking, out int descriptor) != Errno.None) return null;
        using SafeFileHandle handle = new(descriptor, ownsHandle: true);
        StringBuilder text = new();
        byte[] buffer = new byte[RecordSize];
        Errno error;
        int length;
        while ((error = LibC.Read(descriptor, buffer, out length)) is Errno.None or Errno.BrokenPipe && (length > 0 || error != Errno.None))
        {
            text.Append(Encoding.Latin1.GetString(buffer, 0, length));
        }

        return error is Errno.None or Errno.TryAgain ? Parse(text.ToString()) : null;
    }

    internal static KernelLog Parse(string text) => new([.. text.Split('\n').Select(Record).OfType<KernelLogRecord>()]);

    private static KernelLogRecord? Record(string line)
    {
        int end = line.IndexOf(';', StringComparison.Ordinal);
        string[] head = end < 0 || line[0] == ' ' ? [] : line[..end].Split(',');
        return head.Length >= 3
            && long.TryParse(head[1], NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            && long.TryParse(head[2], NumberStyles.None, CultureInfo.InvariantCulture, out long microseconds)
            ? new KernelLogRecord(sequence, TimeSpan.FromMicroseconds(microseconds), line[(end + 1)..])
            : null;
    }
}

/// <summary>One record of the kernel's log.</summary>
/// <param name="Sequence">Its number since boot, from 0.</param>
/// <param name="Time">Its time since boot.</param>
/// <param name="Text">Its text.</param>
internal readonly record struct KernelLogRecord(long Sequence, TimeSpan Time, string Text);
