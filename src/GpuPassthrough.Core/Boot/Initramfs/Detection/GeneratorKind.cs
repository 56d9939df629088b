namespace GpuPassthrough.Boot.Initramfs.Detection;

/// <summary>The generators that are known by their program.</summary>
internal enum GeneratorKind
{
    InitramfsTools,
    Dracut,
    Mkinitcpio,
    Booster,
}
