using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GpuPassthrough.Pci;

/// <summary>
/// The address of one PCI function, domain:bus:device.function, printed as the kernel does (<c>0000:01:00.0</c>).
/// Domains can be wider than four digits: Intel VMD and Hyper-V number theirs from 10000.
/// </summary>
public readonly struct PciAddress : IEquatable<PciAddress>, IComparable<PciAddress>, IComparable
{
    /// <summary>Makes an address of its four parts.</summary>
    /// <param name="domain">The PCI domain (segment).</param>
    /// <param name="bus">The bus.</param>
    /// <param name="device">The device on the bus, 0 to 31.</param>
    /// <param name="function">The function of the device, 0 to 7.</param>
    /// <exception cref="ArgumentOutOfRangeException">Device or function is too large.</exception>
    public PciAddress(uint domain, byte bus, byte device, byte function)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(device, 31);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(function, 7);
        Domain = domain;
        Bus = bus;
        Device = device;
        Function = function;
    }

    /// <summary>The PCI domain (segment).</summary>
    public uint Domain { get; }

    /// <summary>The bus.</summary>
    public byte Bus { get; }

    /// <summary>The device on the bus, 0 to 31; libvirt calls it slot.</summary>
    public byte Device { get; }

    /// <summary>The function of the device, 0 to 7.</summary>
    public byte Function { get; }

    private ulong Ordinal => ((ulong)Domain << 16) | ((ulong)Bus << 8) | ((ulong)Device << 3) | Function;

    /// <summary>Reads an address.</summary>
    /// <param name="text"><c>0000:01:00.0</c>, <c>01:00.0</c> (domain 0), <c>10000:e1:00.0</c>, or libvirt's <c>pci_0000_01_00_0</c>.</param>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static PciAddress Parse(string text) =>
        TryParse(text, out PciAddress address) ? address : throw new FormatException(Messages.Format("InvalidPciAddress", text));

    /// <summary>Reads an address, or answers false.</summary>
    /// <param name="text">See <see cref="Parse"/>.</param>
    /// <param name="address">The address read.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out PciAddress address)
    {
        address = default;
        if (text is null || text.Length > 24) return false;
        return text.StartsWith("pci_", StringComparison.Ordinal)
            ? TryParseNodeName(text, out address)
            : TryParse(text.AsSpan().Trim(), out address);
    }

    /// <inheritdoc cref="TryParse(string?, out PciAddress)" />
    public static bool TryParse(ReadOnlySpan<char> text, out PciAddress address)
    {
        address = default;
        int dot = text.LastIndexOf('.');
        if (dot < 0 || dot != text.Length - 2) return false;
        int function = text[^1] - '0';
        ReadOnlySpan<char> rest = text[..dot];
        if (!TakeLast(ref rest, 2, out uint device) || rest.IsEmpty || !TakeLast(ref rest, 2, out uint bus)) return false;
        uint domain = 0;
        if (!rest.IsEmpty && (!TakeLast(ref rest, 8, out domain) || !rest.IsEmpty)) return false;
        if (function is < 0 or > 7 || device > 31) return false;
        address = new PciAddress(domain, (byte)bus, (byte)device, (byte)function);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Domain:x4}:{Bus:x2}:{Device:x2}.{Function}");

    /// <inheritdoc />
    public bool Equals(PciAddress other) => Ordinal == other.Ordinal;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is PciAddress other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Ordinal.GetHashCode();

    /// <inheritdoc />
    public int CompareTo(PciAddress other) => Ordinal.CompareTo(other.Ordinal);

    /// <inheritdoc />
    public int CompareTo(object? obj) => obj switch
    {
        PciAddress other => CompareTo(other),
        string text when TryParse(text, out PciAddress other) => CompareTo(other),
        null => 1,
        _ => throw new ArgumentException(Messages.Format("InvalidPciAddress", obj), nameof(obj)),
    };

    /// <summary>True when both are the same address.</summary>
    public static bool operator ==(PciAddress left, PciAddress right) => left.Equals(right);

    /// <summary>True when the addresses differ.</summary>
    public static bool operator !=(PciAddress left, PciAddress right) => !left.Equals(right);

    /// <summary>Compares in the order domain, bus, device, function.</summary>
    public static bool operator <(PciAddress left, PciAddress right) => left.CompareTo(right) < 0;

    /// <summary>Compares in the order domain, bus, device, function.</summary>
    public static bool operator <=(PciAddress left, PciAddress right) => left.CompareTo(right) <= 0;

    /// <summary>Compares in the order domain, bus, device, function.</summary>
    public static bool operator >(PciAddress left, PciAddress right) => left.CompareTo(right) > 0;

    /// <summary>Compares in the order domain, bus, device, function.</summary>
    public static bool operator >=(PciAddress left, PciAddress right) => left.CompareTo(right) >= 0;

    /// <summary>True when both functions belong to the same device (libvirt: slot).</summary>
    internal bool IsSameSlot(PciAddress other) => Ordinal >> 3 == other.Ordinal >> 3;

    /// <summary>How far apart two addresses are, for suggesting the nearest: another domain counts most, another function least.</summary>
    internal ulong DistanceTo(PciAddress other) => Ordinal > other.Ordinal ? Ordinal - other.Ordinal : other.Ordinal - Ordinal;

    private static bool TryParseNodeName(string text, out PciAddress address)
    {
        address = default;
        string[] parts = text.Split('_');
        return parts.Length == 5 && TryParse($"{parts[1]}:{parts[2]}:{parts[3]}.{parts[4]}".AsSpan(), out address);
    }

    private static bool TakeLast(ref ReadOnlySpan<char> rest, int mostDigits, out uint value)
    {
        value = 0;
        int colon = rest.LastIndexOf(':');
        ReadOnlySpan<char> digits = rest[(colon + 1)..];
        rest = colon < 0 ? default : rest[..colon];
        if (colon == 0 || digits.IsEmpty || digits.Length > mostDigits) return false;
        foreach (char digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit)) return false;
        }

        return uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
