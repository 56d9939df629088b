using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Commands;

/// <summary>Get-PassthroughChange: what this module changed on a host.</summary>
[Cmdlet(VerbsCommon.Get, "PassthroughChange")]
[OutputType(typeof(PassthroughChange))]
public sealed class GetPassthroughChangeCommand : HostCommand
{
    private readonly SortedSet<int> _ids = [];

    /// <summary>Only the changes of these numbers.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateRange(1, int.MaxValue)]
    public int[]? Id { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => _ids.UnionWith(Id ?? []);

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        using HostRoot host = OpenHost([]);
        WarnOfInterruptedChange(host);
        IReadOnlyList<PassthroughChange> changes = ChangeHistory.Read(host, out IReadOnlyList<JournalException> errors);
        foreach (JournalException error in errors) WriteError(error);
        foreach (int missing in _ids.Except(changes.Select(change => change.Id ?? 0))) WriteError(ChangeException.NotFound(missing, host.Path));
        bool isChosen = _ids.Count > 0 || MyInvocation.ExpectingInput;
        WriteObject(changes.Where(change => !isChosen || _ids.Contains(change.Id ?? 0)), enumerateCollection: true);
    });
}
