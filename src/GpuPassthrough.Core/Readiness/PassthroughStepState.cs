namespace GpuPassthrough.Readiness;

/// <summary>Where a step stands.</summary>
public enum PassthroughStepState
{
    /// <summary>It is so; nothing is left to do.</summary>
    Done,

    /// <summary>It can be done now.</summary>
    Ready,

    /// <summary>Its turn comes after an earlier step. Of the step Reboot: the host has to be started again now, when no earlier step is named.</summary>
    Waiting,

    /// <summary>Something stands in the way that no step takes away; the evidence says what, and what to do.</summary>
    Blocked,

    /// <summary>The card works without it; the evidence says why, and what it would be good for.</summary>
    Optional,
}
