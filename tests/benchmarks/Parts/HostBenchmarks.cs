using BenchmarkDotNet.Attributes;
using GpuPassthrough.Benchmarks.Hosts;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Benchmarks.Parts;

/// <summary>Reading a synthetic host of 1,000 functions.</summary>
public class HostBenchmarks
{
    private const int Functions = 1000;

    private WorkDirectory _work = null!;
    private HostRoot _host = null!;
    private PciInventory _inventory = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _work = WorkDirectory.Create(null, Functions);
        KnownIds ids = new();
        SyntheticHost.Create(_work.Path + "/host", Functions, ModuleIndexes.MakeUp(_work.Path + "/modules", ids), ids);
        _host = HostRoot.Open(_work.Path + "/host");
        _inventory = PciInventory.Read(_host);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _host.Dispose();
        _work.Dispose();
    }

    [Benchmark]
    public PciInventory ReadInventory() => PciInventory.Read(_host);

    [Benchmark]
    public IReadOnlyList<IommuGroup> ReadGroups() => IommuGroupReader.Read(_host, _inventory);

    /// <summary>Names of all functions, looked up for the first time with an inventory of its own.</summary>
    [Benchmark]
    public int ReadInventoryAndNames() => PciInventory.Read(_host).Devices.Count(device => device.Name is not null);

    /// <summary>Names and classes of all functions, looked up again.</summary>
    [Benchmark]
    public int LookUpNames() => _inventory.Devices.Count(device => device.Name is not null && device.ClassName is not null);

    /// <summary>Kernel modules of all functions, looked up again.</summary>
    [Benchmark]
    public int LookUpModules() => _inventory.Devices.Sum(device => device.KernelModules.Length);

    /// <summary>The aggregates that Where-Object compares.</summary>
    [Benchmark]
    public int ReadAggregates() => IommuGroupReader.Read(_host, _inventory).Sum(group => group.Vendor.Length + group.Driver.Length + group.Address.Length);
}
