namespace GpuPassthrough.Binding;

/// <summary>What a filter's hexadecimal text stands for.</summary>
public enum HexFilterKind
{
    /// <summary>Four digits: a vendor or a device.</summary>
    Word,

    /// <summary>Two words with a colon: a hardware ID.</summary>
    HardwareId,

    /// <summary>The first two, four or all six digits of a class code.</summary>
    Class,
}
