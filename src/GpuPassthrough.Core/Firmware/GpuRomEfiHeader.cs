namespace GpuPassthrough.Firmware;

/// <summary>The header of an EFI image (EFI PCI expansion ROM header of the UEFI specification).</summary>
public sealed class GpuRomEfiHeader
{
    /// <summary>What the driver is for: 11 boot service driver, 12 runtime driver.</summary>
    public required int Subsystem { get; init; }

    /// <summary>The processor, four digits: 8664 x64, aa64 arm64, 014c x86, 0ebc EFI byte code.</summary>
    public required string Machine { get; init; }

    /// <summary>How the driver is packed: 0 not at all, 1 by the UEFI compression.</summary>
    public required int Compression { get; init; }

    /// <summary>The bytes of the image that count, headers included.</summary>
    public required int InitializationSize { get; init; }

    /// <summary>Where the driver begins, counted from the image's first byte.</summary>
    public required int DriverOffset { get; init; }

    /// <summary>True when firmware would load it: a driver, packed in a way it knows, and inside the image.</summary>
    public required bool IsLoadable { get; init; }

    /// <inheritdoc />
    public override string ToString() => Machine switch
    {
        "8664" => "x64",
        "aa64" => "arm64",
        "014c" => "x86",
        "0ebc" => "EBC",
        _ => Machine,
    };
}
