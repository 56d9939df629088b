using System.Diagnostics;

namespace GpuPassthrough.Vfio.Binding;

/// <summary>
/// Makes calls into the kernel that may never return: a driver's removal can wait for ever, in a sleep that no signal
/// ends. Each call has a thread of its own, which is left behind when the time is up.
/// </summary>
/// <param name="limit">How long one call may take.</param>
/// <param name="waiting">Told, on the caller's thread, what is waited for and how long already.</param>
/// <param name="stop">Cuts the waiting short; a call that is just about to return still may.</param>
internal sealed class Patience(TimeSpan limit, Action<string, TimeSpan>? waiting = null, CancellationToken stop = default)
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    internal TimeSpan Limit => limit;

    /// <summary>How long a call may still take after it was asked to stop.</summary>
    internal TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The same without an end by request: what puts things back is not to be cut short.</summary>
    internal Patience Unstoppable() => new(limit, null) { Grace = Grace };

    /// <summary>Makes the call. False when it has not returned in time.</summary>
    internal bool TryRun<T>(string what, Func<T> call, out T result)
    {
        Task<T> running = Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Stopwatch time = Stopwatch.StartNew();
        TimeSpan? stopped = null;
        while (!Returned(running))
        {
            if (stop.IsCancellationRequested) stopped ??= time.Elapsed;
            bool isLate = time.Elapsed >= limit || (stopped is TimeSpan since && time.Elapsed - since >= Grace);
            if (isLate && !running.IsCompleted)
            {
                result = default!;
                return false;
            }

            if (time.Elapsed >= Quiet && stopped is null) waiting?.Invoke(what, time.Elapsed);
        }

        result = running.GetAwaiter().GetResult();
        return true;
    }

    private static bool Returned(Task running) => ((IAsyncResult)running).AsyncWaitHandle.WaitOne(Slice);
}
