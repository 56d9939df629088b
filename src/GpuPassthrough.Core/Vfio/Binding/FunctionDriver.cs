using System.Text;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Binding;

/// <summary>
/// The driver of one function (drivers/base/bus.c, dd.c; Documentation/ABI/testing/sysfs-bus-pci). <c>new_id</c> is never
/// used: it would give the driver every function with that ID that has none.
/// </summary>
internal sealed class FunctionDriver : IDisposable
{
    private const string Override = "driver_override";
    private const string Unset = "(null)";

    private readonly HostRoot _host;
    private readonly IDeviceFiles _files;
    private readonly PciAddress _address;
    private bool _hangs;
    private string? _override;

    private FunctionDriver(HostRoot host, IDeviceFiles files, PciAddress address)
    {
        _host = host;
        _files = files;
        _address = address;
    }

    /// <summary>The driver bound now. Reading a link waits for nothing.</summary>
    internal string? Current => _files.LinkName("driver");

    /// <summary>True when a call about this function has not returned.</summary>
    internal bool Hangs => _hangs;

    /// <summary>What the bus knows the function by, for modprobe(8).</summary>
    internal string? ModuleAlias => _files.ReadText("modalias");

    public void Dispose() => _files.Dispose();

    /// <exception cref="DriverBindingException">It is not there.</exception>
    internal static FunctionDriver Open(HostRoot host, PciAddress address)
    {
        Errno error = host.OpenDevice(address.ToString(), out IDeviceFiles? files);
        if (error != Errno.None) throw DriverBindingException.Vanished(address, host.Describe($"{HostPaths.PciDevices}/{address}"), error);
        return new FunctionDriver(host, files!, address);
    }

    /// <summary>
    /// What stands now. The kernel hands the override out under the lock that a driver's removal holds: where that hangs,
    /// what is known is given instead.
    /// </summary>
    internal DriverState Read(Patience patience)
    {
        if (!_hangs)
        {
            _hangs = !patience.TryRun(_files.Describe(Override), () => _files.ReadText(Override), out string? text);
            if (!_hangs) _override = text is null or "" or Unset ? null : text;
        }

        return new DriverState(_address, Current, _override);
    }

    /// <summary>The first byte of the header type, without the bit that says that there are more functions; null when it cannot be read.</summary>
    internal byte? HeaderType()
    {
        const int offset = 0x0e;
        Span<byte> value = stackalloc byte[1];
        return _files.Read("config", value, offset, out int length) == Errno.None && length == 1 && value[0] != 0xff ? (byte)(value[0] & 0x7f) : null;
    }

    /// <summary>How many virtual functions are switched on.</summary>
    internal int VirtualFunctions() => int.TryParse(_files.ReadText("sriov_numvfs"), out int count) ? count : 0;

    // A write of no bytes does not reach the kernel: the override is cleared by an empty line.
    internal void SetOverride(string? driver, Patience patience)
    {
        Write(_files, Override, driver + "\n", patience);
        _override = driver;
    }

    internal void Unbind(string driver, Patience patience)
    {
        try
        {
            WriteBelow($"{HostPaths.PciDrivers}/{driver}", "unbind", patience);
        }
        catch (DriverStepException exception) when (exception.Error == Errno.NoDevice && Current is null)
        {
            // Somebody was quicker.
        }
    }

    /// <summary>Lets the kernel look for a driver. That it accepts the write says nothing of whether one bound.</summary>
    internal void Probe(Patience patience) => WriteBelow(HostPaths.PciBus, "drivers_probe", patience);

    private void WriteBelow(string path, string name, Patience patience)
    {
        Errno error = _host.OpenFiles(path, out IDeviceFiles? opened);
        if (error != Errno.None) throw new DriverStepException(_host.Describe($"{path}/{name}"), _address.ToString(), error);
        using IDeviceFiles files = opened!;
        Write(files, name, _address + "\n", patience);
    }

    private void Write(IDeviceFiles files, string name, string value, Patience patience)
    {
        string path = files.Describe(name);
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        string shown = value.TrimEnd('\n');
        if (_hangs) throw new DriverStepException(path, shown, Errno.Busy, hangs: true);
        _hangs = !patience.TryRun(path, () => files.Write(name, bytes), out Errno error);
        if (_hangs) throw new DriverStepException(path, shown, Errno.None, hangs: true);
        if (error != Errno.None) throw new DriverStepException(path, shown, error);
    }
}
