namespace GpuPassthrough.Boot.Initramfs;

/// <summary>What is to be in the initramfs.</summary>
/// <param name="Modules">Modules to put in and to load before device drivers, with underscores: vfio_pci and what it needs that exists.</param>
/// <param name="Files">Configuration files that must be in the image, below the root: of modprobe.d.</param>
internal sealed record EarlyContent(IReadOnlyList<string> Modules, IReadOnlyList<string> Files)
{
    internal static EarlyContent None { get; } = new([], []);

    internal bool IsNone => Modules.Count == 0 && Files.Count == 0;
}
