using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Guards;

/// <summary>A guard that stands in the way.</summary>
/// <param name="Guard">Which; its name overrules it.</param>
/// <param name="Address">The function.</param>
/// <param name="Detail">What hangs on it.</param>
internal sealed record GuardViolation(PassthroughGuard Guard, PciAddress Address, string Detail)
{
    /// <summary>The reason as a sentence.</summary>
    internal string Reason => ToException().Message;

    internal PassthroughGuardException ToException() => new(this);
}
