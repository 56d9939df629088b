using GpuPassthrough.Pci;

namespace GpuPassthrough.Binding;

/// <summary>A ROM file somebody passed, by its path or as an object.</summary>
/// <param name="Path">The file: for text as it was written, else an absolute path.</param>
/// <param name="Function">The function it was read from; null when that is not known.</param>
public sealed record RomTarget(string Path, PciTarget? Function = null)
{
    /// <summary>The file.</summary>
    public override string ToString() => Path;
}
