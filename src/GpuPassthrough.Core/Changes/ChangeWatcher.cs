namespace GpuPassthrough.Changes;

/// <summary>Who wants to know what is being done, and may stop it.</summary>
internal sealed class ChangeWatcher
{
    private int _begun;
    private int _total;

    internal static ChangeWatcher None => new();

    /// <summary>Told of each file, domain and command before it is dealt with, and of the reading back.</summary>
    internal Action<ChangeStep>? Step { get; init; }

    /// <summary>Told what else is worth knowing, a sentence.</summary>
    internal Action<string>? Note { get; init; }

    /// <summary>Told each line that a command prints.</summary>
    internal Action<string>? Output { get; init; }

    internal CancellationToken Stop { get; init; }

    /// <summary>Says how many steps are to come.</summary>
    internal void Expect(int steps) => (_begun, _total) = (0, steps);

    /// <summary>Begins a step.</summary>
    internal void Begin(string text) => Step?.Invoke(new ChangeStep(text, ++_begun, _total));
}
