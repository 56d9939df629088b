using System.Text;

namespace GpuPassthrough.Pci;

/// <summary>
/// One pattern for PCI functions, as the kernel writes it into modules (<c>pci:v*d*sv*sd*bc03sc00i*</c>,
/// scripts/mod/file2alias.c): each part a number or <c>*</c>. Patterns of any other form, which only people write,
/// are kept as text and matched with <see cref="Glob"/>.
/// </summary>
internal readonly struct ModuleAlias
{
    private const uint Any = uint.MaxValue;

    private readonly uint _vendor;
    private readonly uint _device;
    private readonly uint _subsystemVendor;
    private readonly uint _subsystemDevice;
    private readonly ushort _base;
    private readonly ushort _sub;
    private readonly ushort _progIf;
    private readonly string? _other;

    private ModuleAlias(string text) => _other = text;

    private ModuleAlias(ReadOnlySpan<uint> parts)
    {
        _vendor = parts[0];
        _device = parts[1];
        _subsystemVendor = parts[2];
        _subsystemDevice = parts[3];
        _base = (ushort)parts[4];
        _sub = (ushort)parts[5];
        _progIf = (ushort)parts[6];
    }

    /// <summary>The vendor the pattern is bound to, or null when it can match several.</summary>
    internal uint? Vendor => _other is null && _vendor != Any ? _vendor : null;

    /// <summary>The device the pattern is bound to, or null when it can match several.</summary>
    internal uint? Device => _other is null && _device != Any ? _device : null;

    internal static ModuleAlias Parse(ReadOnlySpan<byte> pattern)
    {
        Span<uint> parts = stackalloc uint[7];
        ReadOnlySpan<byte> rest = pattern["pci:"u8.Length..];
        bool regular = Take(ref rest, "v"u8, 8, out parts[0]) && Take(ref rest, "d"u8, 8, out parts[1])
            && Take(ref rest, "sv"u8, 8, out parts[2]) && Take(ref rest, "sd"u8, 8, out parts[3])
            && Take(ref rest, "bc"u8, 2, out parts[4]) && Take(ref rest, "sc"u8, 2, out parts[5])
            && Take(ref rest, "i"u8, 2, out parts[6])
            && (rest.IsEmpty || rest.SequenceEqual("*"u8));
        return regular ? new ModuleAlias(parts) : new ModuleAlias(Encoding.UTF8.GetString(pattern));
    }

    internal bool Matches(in PciDeviceFacts facts)
    {
        if (_other is not null) return Glob.IsMatch(_other, Text(facts));
        return (_vendor == Any || _vendor == facts.Vendor)
            && (_device == Any || _device == facts.Device)
            && (_subsystemVendor == Any || _subsystemVendor == (facts.SubsystemVendor ?? 0))
            && (_subsystemDevice == Any || _subsystemDevice == (facts.SubsystemDevice ?? 0))
            && (_base == ushort.MaxValue || _base == facts.Class.Base)
            && (_sub == ushort.MaxValue || _sub == facts.Class.Sub)
            && (_progIf == ushort.MaxValue || _progIf == facts.Class.ProgIf);
    }

    /// <summary>The function's own alias, as sysfs <c>modalias</c> has it.</summary>
    internal static string Text(in PciDeviceFacts facts) =>
        $"pci:v{facts.Vendor:X8}d{facts.Device:X8}sv{facts.SubsystemVendor ?? 0:X8}sd{facts.SubsystemDevice ?? 0:X8}bc{facts.Class.Base:X2}sc{facts.Class.Sub:X2}i{facts.Class.ProgIf:X2}";

    private static bool Take(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> key, int digits, out uint value)
    {
        value = Any;
        if (!rest.StartsWith(key)) return false;
        rest = rest[key.Length..];
        if (rest.StartsWith("*"u8))
        {
            rest = rest[1..];
            return true;
        }

        if (rest.Length < digits || rest[..digits].ContainsAnyInRange((byte)'a', (byte)'f')) return false;
        bool isNumber = HexText.TryParse(rest[..digits], digits, out value);
        rest = rest[digits..];
        return isNumber;
    }
}
