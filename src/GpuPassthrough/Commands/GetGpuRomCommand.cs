using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Firmware;
using GpuPassthrough.Host;

namespace GpuPassthrough.Commands;

/// <summary>Get-GpuRom: what is in ROM files.</summary>
[Cmdlet(VerbsCommon.Get, "GpuRom", DefaultParameterSetName = "Path")]
[OutputType(typeof(GpuRom))]
public sealed class GetGpuRomCommand : RomFileCommand
{
    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        using HostRoot host = OpenHost([]);
        ForEach(Files, file =>
        {
            WriteVerbose($"Reading '{file}'.");
            WriteObject(RomFile.Read(host, file));
        });
    });
}
