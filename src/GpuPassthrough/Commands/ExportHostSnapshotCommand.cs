using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Host;
using GpuPassthrough.Snapshots;

namespace GpuPassthrough.Commands;

/// <summary>Export-HostSnapshot: records the host, without what tells which one it is, for tests and bug reports.</summary>
[Cmdlet(VerbsData.Export, "HostSnapshot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportHostSnapshotCommand : HostCommand, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The archive to write, a gzipped tar: name it .tar.gz.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Replaces the archive where there is one.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        string path = ResolveFilePath(Path);
        using HostRoot host = OpenHost([]);
        bool exists = SnapshotFile.Check(path, Force);
        if (!ShouldProcess(path, Messages.Format(exists ? "SnapshotActionReplace" : "SnapshotAction", host.Path))) return;
        try
        {
            Export(host, path);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    });

    /// <inheritdoc />
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc />
    public void Dispose() => _stop.Dispose();

    private void Export(HostRoot host, string path)
    {
        using SnapshotFile file = SnapshotFile.Create(path, Force);
        HostSnapshot snapshot = HostSnapshot.Read(host, Report, _stop.Token);
        foreach (SnapshotGap gap in snapshot.Gaps) WriteWarning(gap.ToString());
        if (snapshot.Functions == 0) WriteWarning(Messages.Format("SnapshotWithoutFunctions", host.Path));
        WriteVerbose($"Writing {snapshot.Entries.Count} entries to {path}.");
        Report(new WorkProgress(path, snapshot.Functions, snapshot.Functions));
        file.Write(snapshot, _stop.Token);
        WriteObject(new FileInfo(path));
    }

    private void Report(WorkProgress functions) => Progress.Part(Messages.Format("ProgressSnapshot"), "ProgressFunctions", functions);
}
