using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Boot;
using GpuPassthrough.Boot.Loaders;
using GpuPassthrough.Host;

namespace GpuPassthrough.Commands;

/// <summary>Get-BootLoader: the active boot loader of a host, with what speaks for it.</summary>
[Cmdlet(VerbsCommon.Get, "BootLoader")]
[OutputType(typeof(BootLoader))]
public sealed class GetBootLoaderCommand : HostCommand
{
    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        using HostRoot host = OpenHost([]);
        WarnOfInterruptedChange(host);
        BootConfiguration boot = BootConfiguration.Read(host);
        WriteObject(boot.Loader);
        if (boot.InitramfsProblem is BootConfigurationException problem) WriteError(problem);
    });
}
