using System.Globalization;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Usage;

/// <summary>
/// The kernel's text console on a frame buffer (Documentation/fb/fbcon.rst). sysfs says that a console is bound, not to
/// which frame buffer: that is the one of <c>fbcon=map:</c>, else the first, or the boot display's where the kernel
/// looks for that.
/// </summary>
internal static class ConsoleUse
{
    private const string Prefix = "fb";
    private const string Option = "fbcon=";
    private const string Map = "map:";

    internal static void Read(HostRoot host, UsageBook book)
    {
        List<(int Number, ClassEntry Entry)> buffers = [.. ClassEntry.List(host, HostPaths.GraphicsClass).Select(Numbered).OfType<(int, ClassEntry)>().OrderBy(buffer => buffer.Item1)];
        if (!buffers.Exists(buffer => buffer.Entry.Functions.Any(book.Wants)) || !IsBound(host)) return;
        HashSet<int> mapped = Mapped(host);
        int first = buffers[0].Number;
        foreach ((int number, ClassEntry entry) in buffers)
        {
            bool isConsole = mapped.Count > 0 ? mapped.Contains(number) : number == first || IsBootDisplay(host, entry);
            if (isConsole) book.Add(entry.Functions, DeviceUseKind.Display, entry.Name, "console");
        }
    }

    private static (int, ClassEntry)? Numbered(ClassEntry entry) =>
        entry.Name.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(entry.Name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? (number, entry) : null;

    private static bool IsBound(HostRoot host) => host.List(HostPaths.ConsoleClass).Exists(entry =>
    {
        using HostDirectory? console = host.OpenDirectory($"{HostPaths.ConsoleClass}/{entry.Name}");
        return console?.ReadText("bind"u8) == "1" && console.ReadText("name"u8)?.Contains("frame buffer", StringComparison.Ordinal) == true;
    });

    private static bool IsBootDisplay(HostRoot host, ClassEntry buffer) =>
        buffer.Functions is [PciAddress function, ..] && host.ReadText($"{HostPaths.PciDevices}/{function}/boot_vga") == "1";

    private static HashSet<int> Mapped(HostRoot host)
    {
        string[] arguments = (host.ReadText(HostPaths.KernelCommandLine) ?? "").Split(' ');
        IEnumerable<string> options = arguments.Where(argument => argument.StartsWith(Option, StringComparison.Ordinal)).SelectMany(argument => argument[Option.Length..].Split(','));
        return [.. options.Where(option => option.StartsWith(Map, StringComparison.Ordinal)).SelectMany(option => option[Map.Length..]).Where(char.IsAsciiDigit).Select(digit => digit - '0')];
    }
}
