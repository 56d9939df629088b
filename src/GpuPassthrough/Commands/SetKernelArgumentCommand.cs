using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Changes;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;

namespace GpuPassthrough.Commands;

/// <summary>Set-KernelArgument: sets a kernel argument in the configuration of the active boot loader.</summary>
[Cmdlet(VerbsCommon.Set, "KernelArgument", DefaultParameterSetName = "Set", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(KernelArgument))]
public sealed class SetKernelArgumentCommand : KernelArgumentCommand
{
    /// <summary>The name of the argument.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(KernelArgumentCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>Its value; without one the name stands alone.</summary>
    [Parameter(Position = 1, ParameterSetName = "Set")]
    [Parameter(Position = 1, ParameterSetName = "Append", Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string? Value { get; set; }

    /// <summary>Adds to the comma-separated value in place of replacing it.</summary>
    [Parameter(ParameterSetName = "Append", Mandatory = true)]
    public SwitchParameter Append { get; set; }

    private protected override string Summary =>
        Messages.Format(Append ? "ArgumentAppendSummary" : "ArgumentSetSummary", Value is null ? Name : $"{Name}={Value}");

    private protected override IReadOnlyList<ArgumentEdit> Edits(HostRoot host, BootConfiguration boot) =>
        [Append ? ArgumentEdit.Append(Name, Value!) : ArgumentEdit.Set(Name, Value)];

    private protected override void Emit(HostRoot host, PassthroughChange? change) =>
        WriteObject(Result(host, change).Where(argument => KernelToken.SameName(argument.Name, Name)), enumerateCollection: true);
}
