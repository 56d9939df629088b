namespace GpuPassthrough.Firmware;

/// <summary>What the bytes of a ROM say.</summary>
internal sealed record RomContent
{
    internal required long Size { get; init; }

    internal required GpuRomVendorHeader? VendorHeader { get; init; }

    internal required GpuRomImage[] Images { get; init; }

    /// <summary>Where the last image ends.</summary>
    internal required long End { get; init; }

    internal required bool? IsTrailingPadding { get; init; }

    internal required GpuRomProblem[] Problems { get; init; }

    internal long TrailingSize => Images.Length == 0 ? 0 : Size - End;

    internal bool HasEfi => Array.Exists(Images, image => image is { Efi: not null, IsWellFormed: true });

    internal GpuRomBootability IsBootable => new(
        bios: Reachable.Any(image => image is { CodeType: GpuRomCodeType.X86Bios, Checksum: GpuRomChecksum.Valid, IsWellFormed: true }),
        uefi: Reachable.Any(image => image is { Efi: { IsLoadable: true, Machine: "8664" }, IsWellFormed: true } && image.Data!.Offset % 4 == 0));

    /// <summary>The images that a reader finds which starts at the first byte and knows the PCI data structure only, as SeaBIOS and OVMF do.</summary>
    private IEnumerable<GpuRomImage> Reachable
    {
        get
        {
            long offset = 0;
            foreach (GpuRomImage image in Images)
            {
                if (image.Offset != offset || image.Data is not { IsStandard: true } || image.Signature != "55aa") yield break;
                yield return image;
                offset += image.Data.ImageLength;
                if (image.IsLast) yield break;
            }
        }
    }
}
