namespace GpuPassthrough.Firmware;

/// <summary>NVIDIA's extension of the PCI data structure (NPDE). It chains images that other readers do not get to see.</summary>
public sealed class GpuRomNvidiaExtension
{
    internal GpuRomNvidiaExtension(string revision, int length, bool isLast)
    {
        Revision = revision;
        Length = length;
        IsLast = isLast;
    }

    /// <summary>Its revision, four digits.</summary>
    public string Revision { get; }

    /// <summary>The image's bytes; it counts instead of the length in the PCI data structure.</summary>
    public int Length { get; }

    /// <summary>True when no image follows in the card's flash memory.</summary>
    public bool IsLast { get; }

    /// <inheritdoc />
    public override string ToString() => IsLast ? "NPDE (last)" : "NPDE";
}
