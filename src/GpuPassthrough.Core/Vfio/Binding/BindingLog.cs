using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Binding;

/// <summary>What the kernel's log says while a driver is bound.</summary>
internal sealed class BindingLog
{
    private const int MostLines = 5;

    private readonly HostRoot _host;
    private readonly long _last;

    private BindingLog(HostRoot host, long last)
    {
        _host = host;
        _last = last;
    }

    internal static BindingLog Begin(HostRoot host) =>
        new(host, KernelLog.Read(host)?.Records is [.., KernelLogRecord record] ? record.Sequence : -1);

    /// <summary>What was said of a function since; the last of all that was said when its address is in none of it.</summary>
    internal string Since(PciAddress address)
    {
        if (KernelLog.Read(_host) is not KernelLog log) return Messages.Format("DriverLogUnreadable");
        string[] lines = [.. log.Records.Where(record => record.Sequence > _last).Select(record => SafeLine.Of(record.Text.Trim()))];
        string[] own = [.. lines.Where(line => line.Contains(address.ToString(), StringComparison.Ordinal))];
        string[] shown = [.. (own.Length > 0 ? own : lines).TakeLast(MostLines)];
        return shown.Length == 0 ? Messages.Format("DriverLogSilent") : Messages.Format("DriverLog", string.Join("\n", shown.Select(line => "  " + line)));
    }
}
