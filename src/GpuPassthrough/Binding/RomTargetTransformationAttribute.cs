using System.Management.Automation;
using GpuPassthrough.Firmware;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Binding;

/// <summary>Makes targets of paths, files, and ROMs as Export-GpuRom and Get-GpuRom return them, alive or deserialised.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RomTargetTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    /// <remarks>Null is no ROM, as Export-GpuRom -WhatIf returns it: a runbook can be tried as a whole.</remarks>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        List<RomTarget> targets = [];
        foreach (object? value in PassedObjects.Each(inputData)) Collect(value, targets);
        return targets.ToArray();
    }

    private static void Collect(object? value, List<RomTarget> targets)
    {
        switch (PassedObjects.Bare(value))
        {
            case null:
                return;
            case RomTarget target:
                targets.Add(target);
                return;
            case GpuRom { Path: string path } rom:
                targets.Add(new RomTarget(path, rom.PciDevice is PciDevice device ? PciTarget.From(device) : null));
                return;
            case string { Length: > 0 } text:
                targets.Add(new RomTarget(text));
                return;
            case FileInfo file:
                targets.Add(new RomTarget(file.FullName));
                return;
            default:
                targets.Add(FromProperties(PSObject.AsPSObject(value!)));
                return;
        }
    }

    // A deserialised GpuRom: its function has become text, the address.
    private static RomTarget FromProperties(PSObject bag)
    {
        if (PassedObjects.Text(bag, "Path") is not string path) throw new ArgumentTransformationMetadataException(Messages.Format("RomTargetUnknown", bag.TypeNames.FirstOrDefault()));
        return PciAddress.TryParse(PassedObjects.Text(bag, "PciDevice"), out PciAddress address) ? new RomTarget(path, new PciTarget(address)) : new RomTarget(path);
    }
}
