namespace GpuPassthrough.Host;

/// <summary>A program of the host cannot be run, failed, or took too long.</summary>
public sealed class CommandException : PassthroughException
{
    private const int ShownLines = 12;

    private CommandException(string id, IReadOnlyList<string> arguments, Errno error, string output, params object?[] details)
        : base(id, [CommandText.Of(arguments), .. details])
    {
        Arguments = [.. arguments];
        Error = error;
        Output = output;
    }

    /// <summary>The program and its arguments.</summary>
    public string[] Arguments { get; }

    /// <summary>What the system answered when it was to be started; None when it ran.</summary>
    public Errno Error { get; }

    /// <summary>What it printed, cut in the middle if it was much.</summary>
    public string Output { get; }

    /// <inheritdoc />
    public override object Subject => Arguments[0];

    internal static CommandException Missing(IReadOnlyList<string> arguments, IReadOnlyList<string> folders) =>
        new("CommandMissing", arguments, Errno.NoEntry, string.Empty, string.Join(':', folders));

    internal static CommandException NotStarted(IReadOnlyList<string> arguments, Errno error) => new("CommandNotStarted", arguments, error, string.Empty, error);

    internal static CommandException Failed(IReadOnlyList<string> arguments, int exitCode, string output) =>
        new("CommandFailed", arguments, Errno.None, output, exitCode, Tail(output));

    internal static CommandException Late(IReadOnlyList<string> arguments, TimeSpan limit, string output) =>
        new("CommandLate", arguments, Errno.None, output, (long)limit.TotalSeconds, Tail(output));

    private static string Tail(string output)
    {
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "It printed nothing." : "It printed last:\n" + string.Join('\n', lines.TakeLast(ShownLines).Select(line => SafeLine.Of(line)));
    }
}
