using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>What is known of a ROM besides its bytes.</summary>
internal sealed record RomOrigin
{
    internal string? Path { get; init; }

    internal string? HostPath { get; init; }

    internal PciDevice? PciDevice { get; init; }

    internal GpuRomSource Source { get; init; }

    internal GpuRomTaint Taint { get; init; } = GpuRomTaint.Unknown;

    /// <summary>What was found wrong before the bytes were looked at.</summary>
    internal IReadOnlyList<GpuRomProblem> Problems { get; init; } = [];
}
