namespace GpuPassthrough.Firmware;

/// <summary>The header of AMD's ATOM BIOS inside an image.</summary>
public sealed class GpuRomAtomHeader
{
    internal GpuRomAtomHeader(string signature, int offset, int formatRevision, int contentRevision)
    {
        Signature = signature;
        Offset = offset;
        FormatRevision = formatRevision;
        ContentRevision = contentRevision;
    }

    /// <summary>ATOM or MOTA.</summary>
    public string Signature { get; }

    /// <summary>Where it is, counted from the image's first byte.</summary>
    public int Offset { get; }

    /// <summary>The revision of its layout.</summary>
    public int FormatRevision { get; }

    /// <summary>The revision of its content.</summary>
    public int ContentRevision { get; }

    /// <inheritdoc />
    public override string ToString() => $"{Signature} {FormatRevision}.{ContentRevision}";
}
