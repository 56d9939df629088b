using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>The kernel answers EIO whatever is wrong with a ROM. Its log, and the state of the function, say more.</summary>
internal static class RomFailure
{
    /// <param name="device">The function.</param>
    /// <param name="files">Its attributes.</param>
    /// <param name="log">The kernel's log after the failure; null when it cannot be read.</param>
    /// <param name="last">The number of the last record before it.</param>
    internal static string Explain(PciDevice device, IDeviceFiles files, KernelLog? log, long last)
    {
        string cause = Cause(device, files);
        KernelLogRecord record = log?.Records.LastOrDefault(record => record.Sequence > last && record.Text.Contains($" {device.Address}: ", StringComparison.Ordinal)) ?? default;
        return record.Text is null ? cause : Messages.Format("RomReasonKernel", record.Text.Trim()) + " " + cause;
    }

    private static string Cause(PciDevice device, IDeviceFiles files)
    {
        Span<byte> id = stackalloc byte[4];
        bool isAnswering = files.Read("config", id, 0, out int length) == Errno.None && length == 4 && id.IndexOfAnyExcept((byte)0xff) >= 0;
        if (!isAnswering) return Messages.Format("RomReasonAsleep");
        if (device.IsBootVga) return Messages.Format("RomReasonBootVga");
        if (device.Driver is string driver && !driver.Contains("vfio", StringComparison.Ordinal)) return Messages.Format("RomReasonDriver", driver);
        return Messages.Format("RomReasonNone");
    }
}
