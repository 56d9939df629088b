using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using GpuPassthrough.Binding;
using GpuPassthrough.Completion;
using GpuPassthrough.Errors;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Usage;

namespace GpuPassthrough.Abstractions;

/// <summary>A command that reads PCI functions and shows those that fit.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DeviceQueryCommand : HostCommand
{
    private readonly List<PciTarget> _targets = [];
    private bool _isBound;

    /// <summary>Vendors, four hexadecimal digits, with wildcards.</summary>
    [Parameter]
    [HexFilterTransformation(HexFilterKind.Word)]
    [ArgumentCompleter(typeof(VendorCompleter))]
    [SupportsWildcards]
    public string[]? Vendor { get; set; }

    /// <summary>Devices, four hexadecimal digits, with wildcards.</summary>
    [Parameter]
    [HexFilterTransformation(HexFilterKind.Word)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    [SupportsWildcards]
    public string[]? Device { get; set; }

    /// <summary>Hardware IDs, vendor:device, with wildcards.</summary>
    [Parameter]
    [HexFilterTransformation(HexFilterKind.HardwareId)]
    [ArgumentCompleter(typeof(HardwareIdCompleter))]
    [SupportsWildcards]
    public string[]? Id { get; set; }

    /// <summary>Classes: the first two, four or all six hexadecimal digits, with wildcards.</summary>
    [Parameter]
    [HexFilterTransformation(HexFilterKind.Class)]
    [ArgumentCompleter(typeof(ClassCompleter))]
    [SupportsWildcards]
    public string[]? Class { get; set; }

    /// <summary>Only display controllers (base class 03).</summary>
    [Parameter]
    public SwitchParameter Gpu { get; set; }

    /// <summary>Also reads BARs, link, power state, reset methods, configuration space and users of each function.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>True when functions were named, be it by an empty list: then only these are meant, and never all.</summary>
    private protected bool HasTargets => _isBound || MyInvocation.ExpectingInput;

    private protected IReadOnlyCollection<PciTarget> Targets => _targets;

    private protected void Collect(PciTarget[]? targets, bool isBound)
    {
        _isBound |= isBound;
        if (targets is not null) _targets.AddRange(targets);
    }

    /// <summary>
    /// In a list, 0x10de has become the number 4318 before we see it, just as if 4318 had been written. The command line
    /// still shows which it was.
    /// </summary>
    protected override void BeginProcessing()
    {
        foreach (string filter in (IEnumerable<string>)[.. Vendor ?? [], .. Device ?? [], .. Class ?? []])
        {
            if (!int.TryParse(filter, NumberStyles.None, CultureInfo.InvariantCulture, out int number)) continue;
            string hexadecimal = $"0x{number:x}";
            if (MyInvocation.Line.Contains(hexadecimal, StringComparison.OrdinalIgnoreCase)) ThrowTerminatingError(ErrorFactory.AmbiguousNumber(number, hexadecimal));
        }
    }

    /// <summary>The filters as one question, <see cref="DeviceFilter.Matches"/>.</summary>
    private protected DeviceFilter Filter(string[]? driver = null) => new(Vendor, Device, Id, Class, driver, Gpu);

    /// <summary>Reports the functions that could not be read, and names that are no address.</summary>
    private protected void Report(PciInventory inventory)
    {
        foreach (string name in inventory.Ignored) WriteVerbose($"Left out '{name}' among the PCI functions: it is no PCI address.");
        foreach (PciDeviceException error in inventory.Errors) WriteError(error);
    }

    /// <summary>The functions named, in the order of their addresses, with an error for each that is not there or is not what the object said.</summary>
    private protected List<PciDevice> Select(PciInventory inventory, HostRoot host, IEnumerable<PciTarget> targets)
    {
        Dictionary<PciAddress, PciDevice> byAddress = inventory.Devices.ToDictionary(device => device.Address);
        List<PciDevice> selected = [];
        foreach (IGrouping<PciAddress, PciTarget> named in targets.GroupBy(target => target.Address).OrderBy(named => named.Key))
        {
            if (!byAddress.TryGetValue(named.Key, out PciDevice? device))
            {
                bool isReported = inventory.Addresses.Contains(named.Key);
                if (!isReported) WriteError(PciDeviceNotFoundException.Among(named.Key, host.Path, inventory.Addresses));
            }
            else if (named.FirstOrDefault(target => target.ExpectedId is HardwareId id && id != device.Facts.Id) is PciTarget changed)
            {
                WriteError(new PciDeviceChangedException(named.Key, changed.ExpectedId!.Value, device.Facts.Id));
            }
            else
            {
                selected.Add(device);
            }
        }

        return selected;
    }

    /// <summary>The functions with their details when they were asked for, else as they are.</summary>
    private protected IReadOnlyList<PciDevice> Detail(HostRoot host, IReadOnlyList<PciDevice> devices)
    {
        if (!Detailed) return devices;
        IReadOnlyDictionary<PciAddress, DeviceUse[]> uses = UsageReader.Read(host, devices.Select(device => device.Address));
        return [.. devices.Select(device => PciDetailsReader.Read(host, device, uses[device.Address]))];
    }
}
