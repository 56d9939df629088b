using GpuPassthrough.Changes;
using GpuPassthrough.Vfio.Guards;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>A change of stubs worked out but not made.</summary>
/// <param name="Change">The change; empty where all is so already.</param>
/// <param name="Violations">What stands in the way and was not overruled; while there is any, nothing is to be done.</param>
/// <param name="Choices">How each new function is stubbed, and why so.</param>
/// <param name="Warnings">What is no obstacle, but is to be said.</param>
internal sealed record StubPlan(ChangePlan Change, IReadOnlyList<GuardViolation> Violations, IReadOnlyList<StubChoice> Choices, IReadOnlyList<string> Warnings)
{
    /// <summary>The stubs of ours that there are afterwards.</summary>
    internal IReadOnlyList<StubRecord> Stubs { get; init; } = [];

    /// <summary>Nothing to do, and why.</summary>
    internal static StubPlan Nothing(string why) => new(new ChangePlan { Command = string.Empty, Summary = why }, [], [], [why]);
}
