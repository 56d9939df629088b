using GpuPassthrough.Readiness;
using GpuPassthrough.Tests.Harness;
using GpuPassthrough.Tests.Vfio.Stubs;
using Xunit;

namespace GpuPassthrough.Tests.Readiness.Status;

/// <summary>Steps in short.</summary>
internal static class StatusScene
{
    /// <summary>The steps of the card at 01:00.0, whose libvirt is not asked.</summary>
    internal static IReadOnlyDictionary<PassthroughStepName, PassthroughStep> Steps(this StubbedHost host, string arguments = "") =>
        Of(host.Do($"Get-PassthroughStatus 01:00.0 -HostRoot $root -Uri qemu:///system {arguments}"));

    internal static IReadOnlyDictionary<PassthroughStepName, PassthroughStep> Of(EngineResult result)
    {
        PassthroughStep[] steps = [.. result.Of<PassthroughStep>()];
        Assert.Equal(Enum.GetValues<PassthroughStepName>(), steps.Select(step => step.Step));
        return steps.ToDictionary(step => step.Step);
    }

    /// <summary>The states in the order of the steps.</summary>
    internal static string States(this IReadOnlyDictionary<PassthroughStepName, PassthroughStep> steps) => string.Join(' ', steps.Values.Select(step => step.State));

    /// <summary>The commands without the root.</summary>
    internal static string? Command(this IReadOnlyDictionary<PassthroughStepName, PassthroughStep> steps, PassthroughStepName step) =>
        steps[step].Command?.Replace($" -HostRoot {steps[step].HostRoot}", "", StringComparison.Ordinal);
}
