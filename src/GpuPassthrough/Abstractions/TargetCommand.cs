using System.ComponentModel;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Abstractions;

/// <summary>A command that is told which PCI functions it is about.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TargetCommand : HostCommand
{
    private readonly List<PciTarget> _targets = [];
    private bool _isBound;

    /// <summary>True when functions were named, be it by an empty list: then only these are meant, and never all.</summary>
    private protected bool HasTargets => _isBound || MyInvocation.ExpectingInput;

    private protected IReadOnlyCollection<PciTarget> Targets => _targets;

    private protected void Collect(PciTarget[]? targets, bool isBound)
    {
        _isBound |= isBound;
        if (targets is not null) _targets.AddRange(targets);
    }

    /// <summary>Reports the functions that could not be read, and names that are no address.</summary>
    private protected void Report(PciInventory inventory)
    {
        foreach (string name in inventory.Ignored) WriteVerbose($"Left out '{name}' among the PCI functions: it is no PCI address.");
        foreach (PciDeviceException error in inventory.Errors) WriteError(error);
    }

    /// <summary>The functions named, in the order of their addresses, with an error for each that is not there or is not what the object said.</summary>
    private protected IReadOnlyList<PciDevice> Select(PciInventory inventory, HostRoot host, IEnumerable<PciTarget> targets)
    {
        TargetChoice choice = TargetChoice.Of(inventory, host, targets);
        foreach (PassthroughException error in choice.Errors.Except(inventory.Errors)) WriteError(error);
        return choice.Devices;
    }
}
