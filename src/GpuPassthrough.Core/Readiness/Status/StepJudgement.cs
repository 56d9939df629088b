namespace GpuPassthrough.Readiness.Status;

/// <summary>What was found of one step.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Evidence">What that was told by.</param>
internal sealed record StepJudgement(PassthroughStepState State, string Evidence)
{
    /// <summary>What to type next.</summary>
    internal string? Command { get; init; }

    /// <summary>The earlier step that comes first.</summary>
    internal PassthroughStepName? After { get; init; }

    /// <summary>The command makes a change that is recorded in the journal.</summary>
    internal bool IsRecorded { get; init; }

    internal bool IsDone => State == PassthroughStepState.Done;

    internal static StepJudgement Done(string evidence) => new(PassthroughStepState.Done, evidence);

    internal static StepJudgement Ready(string evidence, string command) => new(PassthroughStepState.Ready, evidence) { Command = command };

    /// <summary>A step that makes a recorded change.</summary>
    internal static StepJudgement Change(string evidence, string command) => Ready(evidence, command) with { IsRecorded = true };

    internal static StepJudgement Waiting(PassthroughStepName after) => Waiting(after, Messages.Format("StatusAfter", after));

    internal static StepJudgement Waiting(PassthroughStepName after, string evidence) => new(PassthroughStepState.Waiting, evidence) { After = after };

    internal static StepJudgement Blocked(string evidence, string? command = null) => new(PassthroughStepState.Blocked, evidence) { Command = command };

    internal static StepJudgement Blocked(PassthroughException obstacle) => Blocked(Explain(obstacle));

    internal static StepJudgement Optional(string evidence, string? command = null) => new(PassthroughStepState.Optional, evidence) { Command = command };

    /// <summary>What an error says, and its way out.</summary>
    internal static string Explain(PassthroughException obstacle)
    {
        string message = obstacle.Message;
        if (obstacle.NextStep is null) return message;
        return message.EndsWith('.') ? $"{message} {obstacle.NextStep}" : $"{message}. {obstacle.NextStep}";
    }
}
