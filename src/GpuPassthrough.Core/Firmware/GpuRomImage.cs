namespace GpuPassthrough.Firmware;

/// <summary>One image of an option ROM. Hexadecimal values are lower-case strings without <c>0x</c>.</summary>
public sealed class GpuRomImage
{
    /// <summary>Its number, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Where it begins, counted from the first byte of the file.</summary>
    public required long Offset { get; init; }

    /// <summary>Its bytes, as it says itself; NVIDIA's extension counts before the PCI data structure.</summary>
    public required long Length { get; init; }

    /// <summary>Its first two bytes: 55aa, or NVIDIA's own for images that only its firmware reads.</summary>
    public required string Signature { get; init; }

    /// <summary>What it is made of.</summary>
    public required GpuRomCodeType CodeType { get; init; }

    /// <summary>True when it has a PCI data structure; without one, IDs and class are null.</summary>
    public bool HasDataStructure => Data is not null;

    /// <summary>The vendor it is for, four digits.</summary>
    public string? Vendor => Data?.Vendor;

    /// <summary>The device it is for, four digits.</summary>
    public string? Device => Data?.Device;

    /// <summary>The hardware ID it is for, vendor:device.</summary>
    public string? Id => Data is null ? null : $"{Data.Vendor}:{Data.Device}";

    /// <summary>Further devices it is for, four digits each.</summary>
    public required string[] DeviceList { get; init; }

    /// <summary>Base class and subclass, four digits.</summary>
    public string? Class => Data?.Class;

    /// <summary>The programming interface, two digits.</summary>
    public string? ProgIf => Data?.ProgIf;

    /// <summary>The vendor's revision of the code, four digits.</summary>
    public string? Revision => Data?.CodeRevision;

    /// <summary>The revision of the PCI data structure: 0 for PCI 2, 3 for PCI 3.</summary>
    public int? DataStructureRevision => Data?.Revision;

    /// <summary>True when the PCI data structure marks it as the last image.</summary>
    public bool IsLast => Data?.IsLast ?? true;

    /// <summary>Whether its bytes add up, where the format wants that.</summary>
    public required GpuRomChecksum Checksum { get; init; }

    /// <summary>True when it is there as a whole and its headers lead where they should; says nothing of the checksum.</summary>
    public required bool IsWellFormed { get; init; }

    /// <summary>The header of an EFI image; null for others.</summary>
    public GpuRomEfiHeader? Efi { get; init; }

    /// <summary>NVIDIA's extension of the PCI data structure; null where there is none.</summary>
    public GpuRomNvidiaExtension? NvidiaExtension { get; init; }

    /// <summary>AMD's ATOM header; null where there is none.</summary>
    public GpuRomAtomHeader? Atom { get; init; }

    internal PciDataStructure? Data { get; init; }

    /// <inheritdoc />
    public override string ToString() => Id is null ? $"{CodeType}" : $"{CodeType} {Id}";
}
