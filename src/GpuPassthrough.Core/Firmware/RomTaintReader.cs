using System.Globalization;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>
/// Judges what ran on a card since the boot, by what the kernel shows. Drivers write to the kernel's log with their name
/// and the address in front; vfio-pci does so when it turns a function on for a guest. A function that vfio-pci put to
/// sleep at once, and that was never awake since, had no guest: the kernel counts the time awake.
/// </summary>
internal static class RomTaintReader
{
    // Binding, and reading the ROM now and then, take seconds; a guest takes longer.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    private static readonly string[] StubPrefixes = ["vfio-pci", "pci-stub"];
    private static readonly string[] GuestSigns = ["enabling device", "resetting", "reset done", "hiding ecap", "hiding cap", "reset recovery"];

    internal static GpuRomTaint Judge(PciDevice device, IDeviceFiles files, KernelLog? log)
    {
        if (device.IsBootVga || device.Details?.IsRomShadowed == true) return GpuRomTaint.BootVga;
        if (device.Driver is string driver && !IsStub(driver)) return GpuRomTaint.HostDriverBoundThisBoot;
        List<(string Driver, KernelLogRecord Record)> records = [.. log is null ? [] : Of(log, device.Address)];
        if (records.Exists(entry => !IsStub(entry.Driver))) return GpuRomTaint.HostDriverBoundThisBoot;
        if (records.Exists(entry => Array.Exists(GuestSigns, sign => entry.Record.Text.Contains(sign, StringComparison.Ordinal)))) return GpuRomTaint.GuestUsedThisBoot;
        if (log?.IsComplete != true) return GpuRomTaint.Unknown;
        return device.Driver is null ? WithoutDriver(device, records.Count) : Stubbed(files, log);
    }

    // Drivers of VGA cards, vfio-pci among them, always leave a record: they register with the VGA arbiter.
    private static GpuRomTaint WithoutDriver(PciDevice device, int records) =>
        records == 0 && device.Class == "0300" ? GpuRomTaint.Clean : GpuRomTaint.Unknown;

    private static GpuRomTaint Stubbed(IDeviceFiles files, KernelLog log)
    {
        bool isKnown = Milliseconds(files, "power/runtime_suspended_time") is { } asleep && asleep > TimeSpan.Zero;
        if (!isKnown || Milliseconds(files, "power/runtime_active_time") is not { } awake) return GpuRomTaint.Unknown;
        KernelLogRecord first = log.Records.FirstOrDefault(record => IsAboutStub(record.Text));
        return first.Text is not null && awake <= first.Time + Slack ? GpuRomTaint.Clean : GpuRomTaint.Unknown;
    }

    // "vfio_pci: add [10de:1c03[ffffffff:ffffffff]] class 0x000000/00000000", "vfio-pci 0000:01:00.0: vgaarb: ...", "VFIO - User Level meta-driver".
    private static bool IsAboutStub(string text) => text.StartsWith("vfio", StringComparison.OrdinalIgnoreCase);

    private static bool IsStub(string driver) => StubPrefixes.Contains(driver) || driver.Contains("vfio", StringComparison.Ordinal);

    /// <summary>The records that a driver wrote about a function; the bus's own (<c>pci 0000:01:00.0: ...</c>) are none.</summary>
    private static IEnumerable<(string Driver, KernelLogRecord Record)> Of(KernelLog log, PciAddress address)
    {
        string mark = $" {address}: ";
        foreach (KernelLogRecord record in log.Records)
        {
            int end = record.Text.IndexOf(mark, StringComparison.Ordinal);
            string driver = end > 0 ? record.Text[..end] : "pci";
            if (driver != "pci" && !driver.Contains(' ', StringComparison.Ordinal)) yield return (driver, record);
        }
    }

    private static TimeSpan? Milliseconds(IDeviceFiles files, string name) =>
        long.TryParse(files.ReadText(name), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? TimeSpan.FromMilliseconds(value) : null;
}
