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
public abstract class DeviceQueryCommand : TargetCommand
{
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

    /// <summary>The functions with their details when they were asked for, else as they are.</summary>
    private protected IReadOnlyList<PciDevice> Detail(HostRoot host, IReadOnlyList<PciDevice> devices)
    {
        if (!Detailed) return devices;
        IReadOnlyDictionary<PciAddress, DeviceUse[]> uses = UsageReader.Read(host, devices.Select(device => device.Address));
        return [.. devices.Select(device => PciDetailsReader.Read(host, device, uses[device.Address]))];
    }
}
