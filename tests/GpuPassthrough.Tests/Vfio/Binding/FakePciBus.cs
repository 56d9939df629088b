using System.Collections.Concurrent;
using System.Text;
using GpuPassthrough.Host;
using GpuPassthrough.Tests.Support;

namespace GpuPassthrough.Tests.Vfio.Binding;

/// <summary>
/// The PCI bus with the rules of the kernel's driver core (drivers/base/bus.c, dd.c, Documentation/ABI/testing/sysfs-bus-pci).
/// What it comes to shows in a host's tree as well, as sysfs would show it.
/// </summary>
internal sealed class FakePciBus : IDisposable
{
    private const string Devices = "sys/bus/pci/devices/";
    private const string Drivers = "sys/bus/pci/drivers/";
    private const int PageSize = 4096;

    private readonly List<FakeDriver> _drivers = [];
    private readonly Dictionary<string, FakeFunction> _functions = [];
    private readonly ConcurrentQueue<string> _writes = [];
    private readonly ManualResetEventSlim _release = new();
    private int _count;

    internal TemporaryHost Tree { get; } = new();

    /// <summary>All that was written, in order: file below sys/bus/pci, equals sign, bytes.</summary>
    internal string[] Writes => [.. _writes];

    internal string[] States => [.. _functions.Values.OrderBy(function => function.Address, StringComparer.Ordinal).Select(function => function.State)];

    /// <summary>What a write answers instead of being done, by its number from 0 and its text; None lets it happen.</summary>
    internal Func<int, string, Errno> Fault { get; set; } = (_, _) => Errno.None;

    /// <summary>Writes that do not return while the test lasts. They hold the lock of their function.</summary>
    internal Func<string, bool> Hangs { get; set; } = _ => false;

    /// <summary>Called before each write, with its text.</summary>
    internal Action<string> Seen { get; set; } = _ => { };

    private HashSet<string> Locked { get; } = [];

    public void Dispose()
    {
        if (_release.IsSet) return;
        _release.Set();
        Tree.Dispose();
    }

    internal FakePciBus Add(FakeDriver driver)
    {
        _drivers.Add(driver);
        Tree.Folder(Drivers + driver.Name);
        return this;
    }

    internal FakePciBus Add(FakeFunction function, string classCode = "030000", int? group = null)
    {
        _functions[function.Address] = function;
        Tree.Function(function.Address, function.Id, classCode, function.Driver, group);
        return this;
    }

    internal FakeFunction this[string address] => _functions[address];

    internal IDeviceFiles? Open(string path)
    {
        if (path == "sys/bus/pci") return new Folder(this, path);
        if (path.StartsWith(Devices, StringComparison.Ordinal) && _functions.ContainsKey(path[Devices.Length..])) return new Folder(this, path);
        return path.StartsWith(Drivers, StringComparison.Ordinal) && _drivers.Exists(driver => driver.Name == path[Drivers.Length..]) ? new Folder(this, path) : null;
    }

    private string? Read(string path)
    {
        FakeFunction function = _functions[path.Split('/')[4]];
        switch (path.Split('/')[^1])
        {
            case "driver_override":
                if (Locked.Contains(function.Address)) _release.Wait();
                return (function.Override ?? "(null)") + "\n";
            case "sriov_numvfs":
                return function.VirtualFunctions + "\n";
            case "modalias":
                return $"pci:v0000{function.Id[..4].ToUpperInvariant()}d0000{function.Id[5..].ToUpperInvariant()}\n";
            case "config":
                return new string('\0', 14) + (char)function.HeaderType;
            default:
                return null;
        }
    }

    private Errno Write(string path, ReadOnlySpan<byte> bytes)
    {
        string value = Encoding.UTF8.GetString(bytes);
        string text = $"{path["sys/bus/pci/".Length..]}={value.Replace("\n", "\\n", StringComparison.Ordinal)}";
        _writes.Enqueue(text);
        Seen(text);
        if (Fault(_count++, text) is var fault and not Errno.None) return fault;

        // write(2) of no bytes does not reach the store function.
        if (bytes.Length == 0) return Errno.None;
        string name = path.Split('/')[^1];
        FakeFunction? function = _functions.GetValueOrDefault(name == "driver_override" ? path.Split('/')[4] : Streq(value));
        if (Hangs(text)) Hang(function!);
        Errno error = function is null ? Errno.NoDevice : Store(name, path, value, function);
        Show(function);
        return error;
    }

    private Errno Store(string name, string path, string value, FakeFunction function) => name switch
    {
        "driver_override" => SetOverride(function, value),
        "unbind" => Unbind(function, path.Split('/')[4]),
        "drivers_probe" => Attach(function),
        _ => Errno.AccessDenied,
    };

    private static Errno SetOverride(FakeFunction function, string value)
    {
        if (value.Length >= PageSize - 1) return Errno.Invalid;
        string text = value.Split('\n')[0];
        function.Override = text.Length == 0 ? null : text;
        return Errno.None;
    }

    private static Errno Unbind(FakeFunction function, string driver)
    {
        if (function.Driver != driver) return Errno.NoDevice;
        function.Driver = null;
        return Errno.None;
    }

    // device_attach(): the answer is a success whether a driver took the function or none did.
    private Errno Attach(FakeFunction function)
    {
        function.Driver ??= _drivers.Find(driver => Matches(driver, function) && driver.Probe(function))?.Name;
        return Errno.None;
    }

    // pci_match_device(): with an override only the driver of exactly that name, whatever its table says.
    private static bool Matches(FakeDriver driver, FakeFunction function) =>
        function.Override is null ? driver.Ids.Contains(function.Id) : string.Equals(function.Override, driver.Name, StringComparison.Ordinal);

    private void Hang(FakeFunction function)
    {
        Locked.Add(function.Address);
        _release.Wait();
    }

    private void Show(FakeFunction? function)
    {
        if (function is null || _release.IsSet) return;
        string link = Tree.PathOf($"{Devices}{function.Address}/driver");
        File.Delete(link);
        if (function.Driver is not null) File.CreateSymbolicLink(link, "../../../bus/pci/drivers/" + function.Driver);
    }

    // sysfs_streq(): one line end at the end does not count.
    private static string Streq(string value) => value.EndsWith('\n') ? value[..^1] : value;

    private sealed class Folder(FakePciBus bus, string path) : IDeviceFiles
    {
        public void Dispose()
        {
        }

        public string Describe(string name) => $"/{path}/{name}";

        public string? LinkName(string name) => name == "driver" ? bus._functions[path.Split('/')[4]].Driver : null;

        public Errno Open(string name, bool write, out IDeviceFile? file)
        {
            file = new OpenFile(bus, $"{path}/{name}");
            return Errno.None;
        }
    }

    private sealed class OpenFile(FakePciBus bus, string path) : IDeviceFile
    {
        public void Dispose()
        {
        }

        public Errno Read(Span<byte> buffer, long offset, out int length)
        {
            length = 0;
            if (bus.Read(path) is not string text) return Errno.NoEntry;
            byte[] content = Encoding.Latin1.GetBytes(text);
            length = Math.Min(buffer.Length, content.Length - (int)offset);
            content.AsSpan((int)offset, length).CopyTo(buffer);
            return Errno.None;
        }

        public Errno Write(ReadOnlySpan<byte> value, long offset) => bus.Write(path, value);
    }
}
