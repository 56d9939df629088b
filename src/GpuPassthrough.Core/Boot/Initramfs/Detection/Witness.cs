namespace GpuPassthrough.Boot.Initramfs.Detection;

/// <summary>Something on the host that says which of several generators is in use.</summary>
/// <param name="Kind">The generator it speaks for.</param>
/// <param name="Sentence">What it is, in words.</param>
internal sealed record Witness(GeneratorKind Kind, string Sentence);
