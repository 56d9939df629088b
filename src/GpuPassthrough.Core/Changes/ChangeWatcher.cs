namespace GpuPassthrough.Changes;

/// <summary>Who wants to know what is being done, and may stop it.</summary>
internal sealed class ChangeWatcher
{
    internal static ChangeWatcher None { get; } = new();

    /// <summary>Told before each file and each command, in words.</summary>
    internal Action<string>? Step { get; init; }

    /// <summary>Told each line that a command prints.</summary>
    internal Action<string>? Output { get; init; }

    internal CancellationToken Stop { get; init; }
}
