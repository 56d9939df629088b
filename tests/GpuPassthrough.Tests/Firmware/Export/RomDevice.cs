using System.Text;
using GpuPassthrough.Host;

namespace GpuPassthrough.Tests.Firmware.Export;

/// <summary>
/// The attributes of one PCI function with the semantics of the kernel (drivers/pci/pci-sysfs.c, rom.c, power/sysfs.c):
/// what reading the ROM needs, and what the kernel then answers.
/// </summary>
internal sealed class RomDevice : IDeviceFiles
{
    private const int PageSize = 4096;

    private readonly List<string> _writes = [];
    private int _romReads;

    internal byte[] Rom { get; init; } = [];

    /// <summary>The size of the window: what stat says of the file.</summary>
    internal int Window { get; init; } = 65536;

    /// <summary>The rule before Linux 5.18: everything but exactly "0\n" switches on.</summary>
    internal bool IsOldKernel { get; init; }

    internal string? Driver { get; init; }

    internal ushort Command { get; set; } = 2;

    internal string PowerControl { get; set; } = "on";

    internal bool IsAsleep { get; set; }

    /// <summary>Asleep so deeply that nothing wakes it.</summary>
    internal bool IsDead { get; init; }

    internal bool IsLockedDown { get; init; }

    internal bool IsRoot { get; init; } = true;

    internal int Enabled { get; private set; }

    internal bool IsRomOn { get; set; }

    /// <summary>How often the file was opened and not closed.</summary>
    internal int OpenFiles { get; private set; }

    /// <summary>What happens at a read of the ROM, by its number from 0; what it answers other than None comes back as the error.</summary>
    internal Func<int, Errno> OnRomRead { get; init; } = _ => Errno.None;

    /// <summary>Errors of writes, by what is written, such as "enable=1".</summary>
    internal Dictionary<string, Errno> Refused { get; init; } = [];

    internal bool IsGone { get; set; }

    internal IReadOnlyList<string> Writes => _writes;

    public string Describe(string name) => "/sys/bus/pci/devices/0000:01:00.0/" + name;

    public string? LinkName(string name) => name == "driver" ? Driver : null;

    public void Dispose()
    {
    }

    public Errno Open(string name, bool write, out IDeviceFile? file)
    {
        file = null;
        if (IsGone) return Errno.NoEntry;
        if (!IsRoot && (write || name == "rom")) return Errno.AccessDenied;
        OpenFiles++;
        file = new OpenFile(this, name);
        return Errno.None;
    }

    private Errno Read(string name, Span<byte> buffer, long offset, out int length)
    {
        length = 0;
        if (IsGone) return Errno.NoDevice;
        if (name == "rom") return ReadRom(buffer, offset, out length);
        byte[] content = Content(name);
        if (offset >= content.Length) return Errno.None;
        length = Math.Min(buffer.Length, content.Length - (int)offset);
        content.AsSpan((int)offset, length).CopyTo(buffer);
        return Errno.None;
    }

    private byte[] Content(string name) => name switch
    {
        "power/control" => Encoding.ASCII.GetBytes(PowerControl + "\n"),
        "power_state" => Encoding.ASCII.GetBytes(IsAsleep || IsDead ? "D3hot\n" : "D0\n"),
        "config" when IsAsleep || IsDead => [.. Enumerable.Repeat((byte)0xff, 64)],
        "config" => [0xde, 0x10, 0x03, 0x1c, (byte)Command, (byte)(Command >> 8), 0x10, 0, .. new byte[56]],
        _ => throw new InvalidOperationException(name),
    };

    // pci_read_rom: EINVAL while switched off, EIO when the ROM cannot be mapped or holds no image.
    private Errno ReadRom(Span<byte> buffer, long offset, out int length)
    {
        length = 0;
        if (!IsRomOn) return Errno.Invalid;
        if (OnRomRead(_romReads++) is var error and not Errno.None) return error;
        if (IsGone) return Errno.NoDevice;
        if (IsAsleep || (Command & 2) == 0 || Rom is not [0x55, 0xaa, ..]) return Errno.InputOutput;
        int end = Math.Min(Rom.Length, Window);
        length = offset >= end ? 0 : Math.Min(Math.Min(buffer.Length, PageSize), end - (int)offset);
        Rom.AsSpan((int)Math.Min(offset, end), length).CopyTo(buffer);
        return Errno.None;
    }

    private Errno Write(string name, ReadOnlySpan<byte> value, long offset)
    {
        if (IsGone) return Errno.NoDevice;
        string text = name == "config" ? $"{offset}:{Convert.ToHexString(value)}" : Encoding.ASCII.GetString(value);
        _writes.Add($"{name}={text.Replace("\n", "\\n", StringComparison.Ordinal)}");
        if (Refused.TryGetValue($"{name}={text.TrimEnd('\n')}", out Errno refused)) return refused;
        return name switch
        {
            "rom" => SwitchRom(text),
            "enable" => Switch(text),
            "power/control" => SetPower(text),
            "config" => SetCommand(value, offset),
            _ => Errno.AccessDenied,
        };
    }

    private Errno SwitchRom(string text)
    {
        if (IsOldKernel)
        {
            IsRomOn = text != "0\n";
            return Errno.None;
        }

        if (text.TrimEnd('\n') is not ("0" or "1")) return Errno.Invalid;
        IsRomOn = text.StartsWith('1');
        return Errno.None;
    }

    // enable_store: not while a driver is bound; do_pci_enable_device turns decoding on, do_pci_disable_device only bus mastering off.
    private Errno Switch(string text)
    {
        if (Driver is not null) return Errno.Busy;
        if (text == "0\n" && Enabled == 0) return Errno.InputOutput;
        Enabled += text == "1\n" ? 1 : -1;
        Command = text == "1\n" ? (ushort)(Command | 2) : (ushort)(Command & ~4);
        return Errno.None;
    }

    private Errno SetPower(string text)
    {
        PowerControl = text.TrimEnd('\n');
        IsAsleep = PowerControl == "auto" && Driver is not null;
        return Errno.None;
    }

    private Errno SetCommand(ReadOnlySpan<byte> value, long offset)
    {
        if (IsLockedDown) return Errno.NotPermitted;
        if (offset != 4 || value.Length != 2) return Errno.Invalid;
        Command = (ushort)(value[0] | (value[1] << 8));
        return Errno.None;
    }

    private sealed class OpenFile(RomDevice device, string name) : IDeviceFile
    {
        public void Dispose() => device.OpenFiles--;

        public Errno Read(Span<byte> buffer, long offset, out int length) => device.Read(name, buffer, offset, out length);

        public Errno Write(ReadOnlySpan<byte> value, long offset) => device.Write(name, value, offset);
    }
}
