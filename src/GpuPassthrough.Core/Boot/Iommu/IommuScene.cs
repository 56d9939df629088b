using GpuPassthrough.Boot.CommandLine;
using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Iommu;

/// <summary>What can be seen of a host's IOMMU.</summary>
internal sealed class IommuScene
{
    private readonly HostRoot _host;
    private readonly Processor _processor;
    private readonly KernelDefault _default;
    private readonly string? _unit;
    private readonly int _groups;
    private readonly bool _isConfigured;
    private readonly bool _isByRunningArgument;

    internal IommuScene(HostRoot host, Processor processor, KernelCommandLine configured, KernelCommandLine running)
    {
        _host = host;
        _processor = processor;
        _default = processor.Kind == ProcessorKind.Intel ? KernelDefault.Read(host) : new KernelDefault(null, null, null);
        _unit = host.List(HostPaths.IommuClass).Select(entry => entry.Name).FirstOrDefault();
        _groups = host.List(HostPaths.IommuGroups).Count;
        _isConfigured = IommuActivation.TurnsOn(configured);
        _isByRunningArgument = IommuActivation.TurnsOn(running);
    }

    /// <summary>True when the kernel turns the IOMMU on only if it is told to, and is not told yet.</summary>
    internal bool NeedsArgument => _processor.Kind == ProcessorKind.Intel && !_isConfigured && _default.IsOn != true && !IsOnByItself;

    private bool IsActive => _unit is not null && _groups > 0;

    // Firmware may ask for it (Thunderbolt), so a kernel that was not told can have it on.
    private bool IsOnByItself => IsActive && !_isByRunningArgument;

    /// <summary>What was found, a sentence each.</summary>
    internal IEnumerable<string> Findings()
    {
        if (IsActive) yield return Messages.Format("IommuActive", _host.Describe($"{HostPaths.IommuClass}/{_unit}"), _groups);
        if (_processor.Kind == ProcessorKind.Amd) yield return Messages.Format("IommuAmd", _processor.Vendor);
        if (_processor.Kind == ProcessorKind.Other) yield return Messages.Format("IommuOther", _processor.Vendor ?? "-");
        if (_processor.Kind != ProcessorKind.Intel) yield break;
        if (_default.Setting is not null) yield return Messages.Format("IommuDefaultOn", _default.Setting, _default.Source);
        else if (_default.Source is not null) yield return Messages.Format("IommuDefaultOff", _default.Source);
        else yield return Messages.Format("IommuDefaultUnknown");
        if (_isConfigured) yield return Messages.Format("IommuConfigured");
    }

    internal IEnumerable<string> Warnings()
    {
        string? table = _processor.Kind switch { ProcessorKind.Intel => "DMAR", ProcessorKind.Amd => "IVRS", _ => null };
        bool isMissing = table is not null && !IsActive && _host.Identify($"{HostPaths.AcpiTables}/{table}") is null;
        if (isMissing) yield return Messages.Format("IommuFirmware", _host.Describe($"{HostPaths.AcpiTables}/{table}"), _processor.Kind == ProcessorKind.Intel ? "VT-d" : "AMD-Vi (IOMMU)");
    }
}
