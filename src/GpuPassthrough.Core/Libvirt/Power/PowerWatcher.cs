namespace GpuPassthrough.Libvirt.Power;

/// <summary>Who waits while a domain starts or stops.</summary>
/// <param name="Limit">How long to wait in all, from when this was made.</param>
/// <param name="Tick">Told every now and then for how long it has been waited.</param>
/// <param name="Stop">Ends the waiting, not what is waited for.</param>
internal sealed record PowerWatcher(TimeSpan Limit, Action<TimeSpan>? Tick, CancellationToken Stop)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    private readonly long _start = Environment.TickCount64;

    /// <summary>Waits until something is so.</summary>
    /// <returns>False when the time ran out before.</returns>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    internal bool Until(Func<bool> isSo)
    {
        while (!isSo())
        {
            TimeSpan waited = TimeSpan.FromMilliseconds(Environment.TickCount64 - _start);
            if (waited >= Limit) return false;
            Tick?.Invoke(waited);
            if (Stop.WaitHandle.WaitOne(Step)) Stop.ThrowIfCancellationRequested();
        }

        return true;
    }

    /// <summary>Runs a call of libvirt that may take long on a thread of its own, which ends it in its own time if nobody waits any more.</summary>
    /// <returns>False when the time ran out before it ended.</returns>
    internal bool Run(Action call)
    {
        Task work = Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!Until(() => work.IsCompleted)) return false;
        work.GetAwaiter().GetResult();
        return true;
    }
}
