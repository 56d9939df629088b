using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>Gets ROMs from a host's functions: looks first, reads, and hands over only what a guest can use.</summary>
internal sealed class RomExporter(HostRoot host)
{
    private const string Name = "rom";
    private const string Amd = "1002";
    private const int LargestTable = 32 << 20;
    private const long LargestRom = 16 << 20;

    /// <summary>Finds out how the ROM is to be had; changes nothing.</summary>
    /// <param name="device">The function.</param>
    /// <param name="uses">Who uses it.</param>
    /// <exception cref="RomReadException">It is not to be had.</exception>
    internal RomPlan Plan(PciDevice device, DeviceUse[] uses)
    {
        PciDevice detailed = PciDetailsReader.Read(host, device, uses);
        if (detailed.Details is null) throw RomReadException.Failed(device.Address, PathOf(device), Errno.NoEntry);
        using IDeviceFiles files = Open(device);
        string path = files.Describe(Name);
        bool hasAttribute = host.Identify($"{HostPaths.PciDevices}/{device.Address}/{Name}") is not null;
        RomReadException? obstacle = RomPreconditions.Check(detailed, hasAttribute, path);
        if (obstacle is null) return new RomPlan(detailed, GpuRomSource.RomBar, path);
        bool mayHaveCopy = device.Vendor == Amd && !device.IsBridge && (detailed.Details.IsRomShadowed || !hasAttribute);
        return mayHaveCopy && Copy(device) is not null ? new RomPlan(detailed, GpuRomSource.AcpiVfct, host.Describe(HostPaths.VideoFirmware)) : throw obstacle;
    }

    /// <summary>Reads the ROM.</summary>
    /// <param name="plan">How it is to be had.</param>
    /// <param name="notRestored">Takes what could not be put back as it was, in words, also when the reading fails.</param>
    /// <param name="watch">Told how many bytes of the window were read.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="RomReadException">It cannot be read, or is of no use.</exception>
    /// <exception cref="HostNotLiveException">The host is not the running machine.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; the function is as it was.</exception>
    internal byte[] Read(RomPlan plan, ICollection<string> notRestored, Action<WorkProgress>? watch, CancellationToken stop)
    {
        if (plan.Source == GpuRomSource.AcpiVfct)
        {
            return Copy(plan.Device) ?? throw RomReadException.Failed(plan.Device.Address, plan.Path, Errno.NoEntry);
        }

        if (!host.HasDevices) throw HostNotLiveException.Device(plan.Device.ToString(), host.Path);
        using IDeviceFiles files = Open(plan.Device);
        long last = KernelLog.Read(host)?.Records is [.., KernelLogRecord record] ? record.Sequence : -1;
        try
        {
            long? window = plan.Device.Details!.RomSize;
            RomAttribute rom = new(files, plan.Device, host.ReadText(HostPaths.Lockdown) ?? "", notRestored, stop);
            return rom.Read(Math.Min(window ?? LargestRom, LargestRom), bytes => watch?.Invoke(new WorkProgress(plan.Path, bytes, window)));
        }
        catch (RomReadException exception) when (exception.Error == Errno.InputOutput && exception.Path == plan.Path)
        {
            throw RomReadException.NoImage(plan.Device.Address, plan.Path, RomFailure.Explain(plan.Device, files, KernelLog.Read(host), last));
        }
    }

    /// <summary>What is known of the ROM's history since the boot. A driver cannot have changed the firmware's copy.</summary>
    internal GpuRomTaint Taint(RomPlan plan)
    {
        using IDeviceFiles files = Open(plan.Device);
        GpuRomTaint taint = RomTaintReader.Judge(plan.Device, files, KernelLog.Read(host));
        return plan.Source == GpuRomSource.RomBar || taint == GpuRomTaint.BootVga ? taint : GpuRomTaint.Unknown;
    }

    private byte[]? Copy(PciDevice device) =>
        host.ReadBytes(HostPaths.VideoFirmware, LargestTable) is byte[] table ? VfctTable.Find(table, device.Address, device.Facts.Id) : null;

    private IDeviceFiles Open(PciDevice device)
    {
        Errno error = host.OpenDevice(device.Address.ToString(), out IDeviceFiles? files);
        return error == Errno.None ? files! : throw RomReadException.Failed(device.Address, PathOf(device), error);
    }

    private string PathOf(PciDevice device) => host.Describe($"{HostPaths.PciDevices}/{device.Address}");
}
