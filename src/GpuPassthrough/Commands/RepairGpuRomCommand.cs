using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Firmware;
using GpuPassthrough.Host;

namespace GpuPassthrough.Commands;

/// <summary>Repair-GpuRom: makes files that guests can use of dumps of cards' flash memory.</summary>
[Cmdlet(VerbsDiagnostic.Repair, "GpuRom", DefaultParameterSetName = "Path", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(GpuRom))]
public sealed class RepairGpuRomCommand : RomFileCommand
{
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);

    /// <summary>The new file, or the directory it is written to under the same name.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = string.Empty;

    /// <summary>Also corrects wrong checksums of images for an x86 BIOS.</summary>
    [Parameter]
    public SwitchParameter FixChecksum { get; set; }

    /// <summary>Overwrites a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>With -WhatIf, also returns what would be written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        using HostRoot host = OpenHost([]);
        string destination = ResolveFilePath(Destination);
        if (Destination.EndsWith('/') && !destination.EndsWith('/')) destination += "/";
        ForEach(Files, file => Repair(host, file, RomDestination.Resolve(host, destination, file)));
    });

    private void Repair(HostRoot host, string file, string destination)
    {
        if (RomDestination.IsSameFile(host, file, destination)) throw GpuRomException.SameFile(destination);
        if (_written.TryGetValue(destination, out string? other)) throw GpuRomException.TwoSources(destination, other);
        WriteVerbose($"Reading '{file}'.");
        RomRepair repair = RomRepair.Plan(file, RomFile.ReadBytes(host, file), FixChecksum);
        if (Write(host, file, destination, repair) || PassThru) WriteObject(GpuRomReader.Read(repair.Content, RomFile.Origin(host, destination)));
    }

    /// <summary>True when the file holds the repaired ROM afterwards.</summary>
    private bool Write(HostRoot host, string file, string destination, RomRepair repair)
    {
        _written[destination] = file;
        if (RomDestination.Holds(host, destination, repair.Content))
        {
            WriteVerbose($"'{destination}' holds the repaired ROM already.");
            return true;
        }

        if (!Force) RomDestination.CheckFree(host, destination);
        if (!ShouldProcess(Target(host, destination), repair.Describe(file))) return false;
        WriteVerbose($"Writing {repair.Content.Length} bytes to '{destination}'.");
        RomDestination.Write(host, destination, repair.Content, Force);
        return true;
    }

    private static string Target(HostRoot host, string destination) => host.IsLive ? destination : $"{destination} (host root {host.Path})";
}
