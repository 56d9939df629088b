using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Binding;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Commands;

/// <summary>Get-PassthroughChange: what this module changed on a host.</summary>
[Cmdlet(VerbsCommon.Get, "PassthroughChange")]
[OutputType(typeof(PassthroughChange))]
public sealed class GetPassthroughChangeCommand : HostCommand
{
    private readonly List<ChangeTarget> _targets = [];

    /// <summary>Only the changes of these numbers.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ChangeTargetTransformation]
    [AllowEmptyCollection]
    public ChangeTarget[]? Id { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => _targets.AddRange(Id ?? []);

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        using HostRoot host = OpenHostOf(_targets.Select(HostClaim.Of));
        WarnOfInterruptedChange(host);
        IReadOnlyList<PassthroughChange> changes = ChangeHistory.Read(host, out IReadOnlyList<JournalException> errors);
        foreach (JournalException error in errors) WriteError(error);
        HashSet<int> ids = [.. _targets.Select(target => target.Id)];
        foreach (int missing in ids.Except(changes.Select(change => change.Id ?? 0))) WriteError(ChangeException.NotFound(missing, host.Path));
        bool isChosen = Id is not null || MyInvocation.ExpectingInput;
        WriteObject(changes.Where(change => !isChosen || ids.Contains(change.Id ?? 0)), enumerateCollection: true);
    });
}
