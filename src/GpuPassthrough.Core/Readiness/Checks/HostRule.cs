namespace GpuPassthrough.Readiness.Checks;

/// <summary>A check of the host. It reads the scene and changes nothing.</summary>
/// <param name="name">The check's name.</param>
/// <param name="reference">Where its rule comes from.</param>
internal abstract class HostRule(string name, string reference)
{
    internal string Name => name;

    internal string Reference => reference;

    internal abstract Finding Judge(HostScene scene);
}
