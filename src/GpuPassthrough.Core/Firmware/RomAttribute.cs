using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>
/// Reads a function's option ROM through sysfs (drivers/pci/pci-sysfs.c, rom.c): the kernel neither wakes the function
/// nor turns on its memory decoding for that, so this does. Whatever happens, all is put back in the reverse order.
/// </summary>
internal sealed class RomAttribute
{
    private const string Name = "rom";
    private const string PowerControl = "power/control";
    private const string Enable = "enable";
    private const string Config = "config";
    private const int CommandOffset = 4;
    private const ushort MemorySpace = 2;
    private const ushort NoAnswer = 0xffff;
    private const int ChunkSize = 65536;

    private readonly IDeviceFiles _files;
    private readonly PciDevice _device;
    private readonly string _lockdown;
    private readonly CancellationToken _stop;
    private readonly Stack<Action> _restores = new();
    private readonly ICollection<string> _notRestored;

    /// <param name="files">The function's attributes.</param>
    /// <param name="device">The function.</param>
    /// <param name="lockdown">What the kernel says of its lockdown, for the message.</param>
    /// <param name="notRestored">Takes what could not be put back as it was, in words, also when the reading fails.</param>
    /// <param name="stop">Ends the reading between two pieces.</param>
    internal RomAttribute(IDeviceFiles files, PciDevice device, string lockdown, ICollection<string> notRestored, CancellationToken stop)
    {
        _files = files;
        _device = device;
        _lockdown = lockdown;
        _notRestored = notRestored;
        _stop = stop;
    }

    /// <summary>Reads the ROM.</summary>
    /// <param name="limit">The most bytes to take: the window's size.</param>
    /// <param name="watch">Told how many bytes were read, before each piece.</param>
    /// <exception cref="RomReadException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal byte[] Read(long limit, Action<long>? watch = null)
    {
        try
        {
            Wake();
            DecodeMemory();
            SwitchOn();
            return Stream(limit, watch);
        }
        finally
        {
            PutBack();
        }
    }

    // The write to power/control returns when the function is awake.
    private void Wake()
    {
        if (_files.ReadText(PowerControl) == "auto")
        {
            _restores.Push(() => Restore(PowerControl, "auto\n"u8.ToArray()));
            Errno error = _files.Write(PowerControl, "on\n"u8);
            if (IsDenied(error)) throw Failed(PowerControl, error);
            if (error != Errno.None) throw Asleep(error);
        }

        if (Command() is NoAnswer or null) throw Asleep(Errno.None);
    }

    private void DecodeMemory()
    {
        ushort before = Command() ?? NoAnswer;
        if ((before & MemorySpace) != 0) return;
        if (_device.Driver is null) EnableFunction(before);
        else EnableByConfig(before);
        if (Command() is ushort now and not NoAnswer && (now & MemorySpace) != 0) return;
        throw RomReadException.DecodeRefused(_device.Address, _files.Describe(Config), Errno.None);
    }

    // Switching the function off again leaves memory decoding on (do_pci_disable_device): so the register is put back too.
    private void EnableFunction(ushort before)
    {
        Errno error = _files.Write(Enable, "1\n"u8);
        if (IsDenied(error)) throw Failed(Enable, error);
        if (error != Errno.None) throw RomReadException.DecodeRefused(_device.Address, _files.Describe(Enable), error);
        _restores.Push(() => RestoreCommand(before));
        _restores.Push(() => Restore(Enable, "0\n"u8.ToArray()));
    }

    // With a driver bound the kernel refuses a write to "enable".
    private void EnableByConfig(ushort before)
    {
        Errno error = WriteCommand((ushort)(before | MemorySpace));
        if (IsDenied(error) && IsLockedDown) throw RomReadException.DecodeLocked(_device.Address, _files.Describe(Config), error, _lockdown);
        if (IsDenied(error)) throw Failed(Config, error);
        if (error != Errno.None) throw RomReadException.DecodeRefused(_device.Address, _files.Describe(Config), error);
        _restores.Push(() => RestoreCommand(before));
    }

    // Old kernels take everything but exactly "0\n" for "on".
    private void SwitchOn()
    {
        _restores.Push(SwitchOff);
        Errno error = _files.Write(Name, "1\n"u8);
        if (error != Errno.None) throw Failed(Name, error);
    }

    private byte[] Stream(long limit, Action<long>? watch)
    {
        Errno error = _files.Open(Name, write: false, out IDeviceFile? opened);
        if (error != Errno.None) throw Failed(Name, error);
        using IDeviceFile file = opened!;
        using MemoryStream bytes = new();
        byte[] chunk = new byte[ChunkSize];
        while (bytes.Length < limit)
        {
            _stop.ThrowIfCancellationRequested();
            watch?.Invoke(bytes.Length);
            error = file.Read(chunk.AsSpan(0, (int)Math.Min(ChunkSize, limit - bytes.Length)), bytes.Length, out int length);
            if (error != Errno.None) throw Failed(Name, error);
            if (length == 0) break;
            bytes.Write(chunk, 0, length);
        }

        return bytes.ToArray();
    }

    // A step that throws must not keep the others from being put back.
    private void PutBack()
    {
        if (!_restores.TryPop(out Action? restore)) return;
        try
        {
            restore();
        }
        finally
        {
            PutBack();
        }
    }

    // Switched off, the attribute answers EINVAL to every read.
    private void SwitchOff()
    {
        Restore(Name, "0\n"u8.ToArray());
        Span<byte> one = stackalloc byte[1];
        Errno error = _files.Read(Name, one, 0, out _);
        if (error is Errno.None or Errno.InputOutput) _notRestored.Add(Messages.Format("RomStillOn", _files.Describe(Name)));
    }

    private void RestoreCommand(ushort before)
    {
        if (Command() is not ushort now || now == before || now == NoAnswer) return;
        Errno error = WriteCommand(before);
        if (error != Errno.None) _notRestored.Add(Messages.Format("RomNotRestored", _files.Describe(Config), error));
    }

    private void Restore(string name, byte[] value)
    {
        Errno error = _files.Write(name, value);

        // What has gone needs no restoring.
        if (error is Errno.None or Errno.NoDevice or Errno.NoEntry) return;
        _notRestored.Add(Messages.Format("RomNotRestored", _files.Describe(name), error));
    }

    private ushort? Command()
    {
        Span<byte> word = stackalloc byte[2];
        return _files.Read(Config, word, CommandOffset, out int length) == Errno.None && length == 2 ? (ushort)(word[0] | (word[1] << 8)) : null;
    }

    private Errno WriteCommand(ushort value) => _files.Write(Config, [(byte)value, (byte)(value >> 8)], CommandOffset);

    private bool IsLockedDown => _lockdown.Contains("[integrity]", StringComparison.Ordinal) || _lockdown.Contains("[confidentiality]", StringComparison.Ordinal);

    private RomReadException Asleep(Errno error) =>
        RomReadException.Asleep(_device.Address, _files.Describe(Config), error, _files.ReadText("power_state"));

    private RomReadException Failed(string name, Errno error) => RomReadException.Failed(_device.Address, _files.Describe(name), error);

    private static bool IsDenied(Errno error) => error is Errno.AccessDenied or Errno.NotPermitted;
}
