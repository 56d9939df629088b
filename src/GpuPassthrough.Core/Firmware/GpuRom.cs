using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>An option ROM as it was read: its images, what they are good for, and what is wrong with them.</summary>
public sealed class GpuRom
{
    private readonly RomOrigin _origin;

    internal GpuRom(RomContent content, RomOrigin origin, string sha256)
    {
        _origin = origin;
        Content = content;
        Sha256 = sha256;
        Problems = [.. origin.Problems, .. content.Problems];
    }

    /// <summary>The file on this machine, an absolute path; null for a ROM that was never in a file.</summary>
    public string? Path => _origin.Path;

    /// <summary>The same file as its host sees it, which is what a domain names; null when it does not lie below the host's root.</summary>
    public string? HostPath => _origin.HostPath;

    /// <summary>The function the ROM was read from; null for files.</summary>
    public PciDevice? PciDevice => _origin.PciDevice;

    /// <summary>Where the bytes came from.</summary>
    public GpuRomSource Source => _origin.Source;

    /// <summary>The number of bytes.</summary>
    public long Size => Content.Size;

    /// <summary>SHA-256 of all bytes, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>The vendor's header in front of the ROM (NVGI in flash dumps of NVIDIA cards); null when there is none.</summary>
    public GpuRomVendorHeader? VendorHeader => Content.VendorHeader;

    /// <summary>The images in their order.</summary>
    public GpuRomImage[] Images => Content.Images;

    /// <summary>The bytes after the last image.</summary>
    public long TrailingSize => Content.TrailingSize;

    /// <summary>True when the bytes after the last image are padding, all ff or all 00; null when there are none.</summary>
    public bool? IsTrailingPadding => Content.IsTrailingPadding;

    /// <summary>True when a well-formed image is an EFI driver, be it for which processor it may.</summary>
    public bool HasEfi => Content.HasEfi;

    /// <summary>Which firmware of a guest would run an image of this ROM as it stands.</summary>
    public GpuRomBootability IsBootable => Content.IsBootable;

    /// <summary>True when there is an image and no problem of grade Error.</summary>
    public bool IsValid => Images.Length > 0 && !Array.Exists(Problems, problem => problem.Grade == GpuRomGrade.Error);

    /// <summary>What may have altered the ROM since power-on; Unknown for files.</summary>
    public GpuRomTaint Taint => _origin.Taint;

    /// <summary>What is wrong or worth knowing, in the order it was found.</summary>
    public GpuRomProblem[] Problems { get; }

    internal RomContent Content { get; }

    /// <summary>The path, or the function's address.</summary>
    public override string ToString() => Path ?? PciDevice?.ToString() ?? Sha256;
}
