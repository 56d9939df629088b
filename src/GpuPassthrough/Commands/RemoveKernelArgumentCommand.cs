using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Changes;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;

namespace GpuPassthrough.Commands;

/// <summary>Remove-KernelArgument: takes kernel arguments out of the configuration of the active boot loader.</summary>
[Cmdlet(VerbsCommon.Remove, "KernelArgument", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(KernelArgument))]
public sealed class RemoveKernelArgumentCommand : KernelArgumentCommand
{
    /// <summary>The names of the arguments.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(KernelArgumentCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Only these elements of a comma-separated value; without it the whole argument goes.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Value { get; set; }

    private protected override string Summary => Messages.Format("ArgumentRemoveSummary", string.Join(' ', Value is null ? Name : Name.Select(name => $"{name}={Value}")));

    private protected override IReadOnlyList<ArgumentEdit> Edits(HostRoot host, BootConfiguration boot) =>
        [.. Name.Select(name => Value is null ? ArgumentEdit.Remove(name) : ArgumentEdit.TakeOut(name, Value))];

    private protected override void Emit(HostRoot host, PassthroughChange? change) =>
        WriteObject(Result(host, change).Where(argument => Name.Any(name => KernelToken.SameName(argument.Name, name))), enumerateCollection: true);
}
