namespace GpuPassthrough.Pci;

/// <summary>A class code: base class, subclass and programming interface, 24 bits (sysfs <c>class</c>).</summary>
/// <param name="Code">The 24 bits.</param>
internal readonly record struct PciClass(uint Code)
{
    internal byte Base => (byte)(Code >> 16);

    internal byte Sub => (byte)(Code >> 8);

    internal byte ProgIf => (byte)Code;

    /// <summary>Base class 03: VGA (0300), XGA (0301), 3D (0302) and other (0380) display controllers.</summary>
    internal bool IsDisplay => Base == 0x03;

    /// <summary>
    /// Base class 06 but for 0680 ("other bridge"), which some accelerators' switches use and which can be passed on.
    /// Those bridges are parts of the host: vfio-pci takes no function whose header is a bridge's.
    /// </summary>
    internal bool IsBridge => Base == 0x06 && Sub != 0x80;
}
