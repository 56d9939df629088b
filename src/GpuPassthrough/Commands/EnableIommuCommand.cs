using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Boot;
using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Boot.Iommu;
using GpuPassthrough.Changes;
using GpuPassthrough.Host;

namespace GpuPassthrough.Commands;

/// <summary>Enable-Iommu: the kernel argument that this processor and kernel need for the IOMMU, or none.</summary>
[Cmdlet(VerbsLifecycle.Enable, "Iommu", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(KernelArgument))]
public sealed class EnableIommuCommand : KernelArgumentCommand
{
    /// <summary>Writes the argument also where the kernel turns the IOMMU on by itself.</summary>
    [Parameter]
    public SwitchParameter Explicit { get; set; }

    /// <summary>Lets VFIO work on hosts without interrupt remapping.</summary>
    [Parameter]
    public SwitchParameter AllowUnsafeInterrupts { get; set; }

    private protected override string Summary => Messages.Format("IommuSummary");

    private protected override IReadOnlyList<ArgumentEdit> Edits(HostRoot host, BootConfiguration boot)
    {
        IommuActivation activation = IommuActivation.Of(host, boot.Configured, boot.Running, Explicit, AllowUnsafeInterrupts);
        foreach (string warning in activation.Warnings) WriteWarning(warning);
        foreach (string note in activation.Notes) Say(note);
        return activation.Edits;
    }

    private protected override void Emit(HostRoot host, PassthroughChange? change) =>
        WriteObject(Result(host, change).Where(argument => IommuActivation.Concerns(argument.Name)), enumerateCollection: true);
}
