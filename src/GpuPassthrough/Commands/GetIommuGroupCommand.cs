using System.Management.Automation;
using GpuPassthrough.Abstractions;
using GpuPassthrough.Binding;
using GpuPassthrough.Completion;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Commands;

/// <summary>Get-IommuGroup: the IOMMU groups of a host, with their functions.</summary>
[Cmdlet(VerbsCommon.Get, "IommuGroup", DefaultParameterSetName = "Number")]
[OutputType(typeof(IommuGroup))]
public sealed class GetIommuGroupCommand : DeviceQueryCommand
{
    private readonly SortedSet<int> _numbers = [];

    /// <summary>Only the groups of these numbers.</summary>
    [Parameter(Position = 0, ParameterSetName = "Number")]
    [ArgumentCompleter(typeof(GroupNumberCompleter))]
    [ValidateRange(0, int.MaxValue)]
    public int[]? Number { get; set; }

    /// <summary>Only the groups that hold these functions.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Address")]
    [PciTargetTransformation]
    [ArgumentCompleter(typeof(AddressCompleter))]
    [AllowEmptyCollection]
    public PciTarget[]? Address { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        Collect(Address, MyInvocation.BoundParameters.ContainsKey(nameof(Address)));
        _numbers.UnionWith(Number ?? []);
    }

    /// <inheritdoc />
    protected override void EndProcessing() => Guard(() =>
    {
        using HostRoot host = OpenHost(Targets);
        PciInventory inventory = PciInventory.Read(host);
        Report(inventory);
        IReadOnlyList<IommuGroup> groups = IommuGroupReader.Read(host, inventory);
        if (groups.Count == 0) WriteWarning(IommuActivity.Explain(host));
        WriteObject(Detail(host, [.. Choose(host, inventory, groups)]), enumerateCollection: true);
    });

    private IEnumerable<IommuGroup> Choose(HostRoot host, PciInventory inventory, IReadOnlyList<IommuGroup> groups)
    {
        DeviceFilter filter = Filter();
        IEnumerable<IommuGroup> chosen = HasTargets ? ByAddress(host, inventory, groups) : Number is null ? groups : ByNumber(host, groups);
        return filter.IsEmpty ? chosen : chosen.Where(group => Array.Exists(group.Functions, filter.Matches));
    }

    private List<IommuGroup> ByNumber(HostRoot host, IReadOnlyList<IommuGroup> groups)
    {
        foreach (int missing in _numbers.Except(groups.Select(group => group.Number)))
        {
            WriteError(IommuGroupNotFoundException.Number(missing, host.Path, groups));
        }

        return [.. groups.Where(group => _numbers.Contains(group.Number))];
    }

    private List<IommuGroup> ByAddress(HostRoot host, PciInventory inventory, IReadOnlyList<IommuGroup> groups)
    {
        HashSet<int> wanted = [];
        foreach (PciDevice device in Select(inventory, host, Targets))
        {
            if (device.IommuGroup is int number) wanted.Add(number);
            else if (groups.Count > 0) WriteError(IommuGroupNotFoundException.Member(device.Address));
        }

        return [.. groups.Where(group => wanted.Contains(group.Number))];
    }

    private IReadOnlyList<IommuGroup> Detail(HostRoot host, IReadOnlyList<IommuGroup> groups)
    {
        if (!Detailed) return groups;
        Dictionary<PciAddress, PciDevice> detailed = Detail(host, [.. groups.SelectMany(group => group.Functions)]).ToDictionary(device => device.Address);
        return [.. groups.Select(group => group.WithFunctions([.. group.Functions.Select(function => detailed[function.Address])]))];
    }
}
