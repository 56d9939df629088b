using System.Management.Automation;
using GpuPassthrough.Host;

namespace GpuPassthrough.Abstractions;

/// <summary>How far a command is: one record, written when it says something new, and ended when the command's work has.</summary>
internal sealed class CommandProgress(Cmdlet command)
{
    private const int ActivityId = 0;
    private const int Unknown = -1;

    private ProgressRecord? _shown;

    /// <summary>One of several steps begins; how long each takes is not known before.</summary>
    internal void Step(string activity, string status, int number, int total) =>
        Write(new ProgressRecord(ActivityId, activity, Messages.Format("ProgressStep", number, total, status)) { PercentComplete = Percent(number - 1, total) });

    /// <summary>Bytes were read, shown in KiB.</summary>
    internal void Bytes(string activity, WorkProgress progress) => Part(activity, progress.Total is null ? "ProgressBytesSoFar" : "ProgressBytes", progress, unit: 1024);

    /// <summary>A part of the work is done; several of the same percent are one record.</summary>
    /// <param name="activity">The work.</param>
    /// <param name="message">The text that takes what is worked on, how much is done, and how much there is.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="unit">What the text counts in.</param>
    internal void Part(string activity, string message, WorkProgress progress, long unit = 1)
    {
        int percent = progress.Total is long total ? Percent(progress.Done, total) : Unknown;
        if (percent != Unknown && _shown is not null && _shown.Activity == activity && _shown.PercentComplete == percent) return;
        string status = Messages.Format(message, progress.Subject, progress.Done / unit, progress.Total / unit);
        Write(new ProgressRecord(ActivityId, activity, status) { PercentComplete = percent });
    }

    /// <summary>Something is waited for.</summary>
    internal void Wait(string activity, string status, TimeSpan waited, TimeSpan limit) => Write(new ProgressRecord(ActivityId, activity, status)
    {
        PercentComplete = Percent((long)waited.TotalMilliseconds, (long)limit.TotalMilliseconds),
        SecondsRemaining = (int)Math.Max(0, (limit - waited).TotalSeconds),
    });

    /// <summary>What is going on in the step that was written last.</summary>
    internal void Detail(string text)
    {
        if (_shown is not null) Write(Again(_shown, text));
    }

    /// <summary>Takes the record away; does nothing where none was written.</summary>
    internal void End()
    {
        if (_shown is null) return;
        ProgressRecord last = Again(_shown, null);
        last.RecordType = ProgressRecordType.Completed;
        _shown = null;
        try
        {
            command.WriteProgress(last);
        }
        catch (PipelineStoppedException)
        {
            // The engine takes nothing more from a command that is stopped, and its host takes the record away.
        }
    }

    private void Write(ProgressRecord record)
    {
        _shown = record;
        command.WriteProgress(record);
    }

    // Whoever gets a record may keep it, so none is written twice.
    private static ProgressRecord Again(ProgressRecord record, string? detail) =>
        new(record.ActivityId, record.Activity, record.StatusDescription) { PercentComplete = record.PercentComplete, CurrentOperation = detail };

    private static int Percent(long done, long total) => total <= 0 ? Unknown : (int)Math.Clamp(100 * done / total, 0, 100);
}
