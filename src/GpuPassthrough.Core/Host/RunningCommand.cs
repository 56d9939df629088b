using System.Diagnostics;

namespace GpuPassthrough.Host;

/// <summary>A program that was started: whether it still runs, and how it is ended.</summary>
internal sealed class RunningCommand(int process, IReadOnlyList<string> arguments, TimeSpan limit, TimeSpan grace)
{
    private const int PollMilliseconds = 20;
    private const int UnknownExit = -1;
    private const int SignalBase = 128;

    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private int? _exitCode;

    internal IReadOnlyList<string> Arguments => arguments;

    internal TimeSpan Limit => limit;

    internal bool IsLate => _elapsed.Elapsed >= limit;

    /// <summary>True when it did not end by itself.</summary>
    internal bool WasEnded { get; private set; }

    /// <summary>As a shell tells it: 128 and the signal's number for a program that was killed.</summary>
    internal int ExitCode => _exitCode ?? UnknownExit;

    internal bool HasEnded()
    {
        if (_exitCode is not null) return true;
        Errno error = LibC.Collect(process, out int? status);
        if (status is int raw) _exitCode = (raw & 0x7f) == 0 ? (raw >> 8) & 0xff : SignalBase + (raw & 0x7f);
        else if (error == Errno.NoChild) _exitCode = UnknownExit;
        return _exitCode is not null;
    }

    /// <summary>Ends it and all it has started, first by asking.</summary>
    internal void End()
    {
        if (HasEnded()) return;
        WasEnded = true;
        LibC.SignalGroup(process, LibC.SignalTerminate);
        Stopwatch asked = Stopwatch.StartNew();
        while (asked.Elapsed < grace && !HasEnded()) Thread.Sleep(PollMilliseconds);

        // The leader may have gone and left others of its group behind.
        LibC.SignalGroup(process, LibC.SignalKill);
        while (!HasEnded()) Thread.Sleep(PollMilliseconds);
    }
}
