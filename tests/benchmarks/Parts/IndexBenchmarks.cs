using BenchmarkDotNet.Attributes;
using GpuPassthrough.Benchmarks.Hosts;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Benchmarks.Parts;

/// <summary>Parsing what a session reads once: pci.ids and the module indexes, and matching against them.</summary>
public class IndexBenchmarks
{
    private byte[] _names = [];
    private byte[] _aliases = [];
    private byte[] _builtin = [];
    private PciIdsFile _parsedNames = null!;
    private ModuleAliasTable _parsedAliases = null!;
    private PciDeviceFacts _facts;

    [GlobalSetup]
    public void Prepare()
    {
        using WorkDirectory work = WorkDirectory.Create(null, 0);
        KnownIds ids = new();
        ModuleIndexes modules = ModuleIndexes.MakeUp(work.Path, ids);
        _names = ids.Path is null ? throw new BenchmarkException("No pci.ids is installed.") : File.ReadAllBytes(ids.Path);
        _aliases = File.ReadAllBytes(modules.Directory + "/modules.alias");
        _builtin = File.ReadAllBytes(modules.Directory + "/modules.builtin.modinfo");
        _parsedNames = PciIdsFile.Parse(_names);
        _parsedAliases = ModuleAliasTable.ParseText(_aliases);
        _facts = new PciDeviceFacts { Vendor = 0x10de, Device = 0x1c03, SubsystemVendor = 0x1043, SubsystemDevice = 0x85ac, Class = new PciClass(0x030000) };
    }

    [Benchmark]
    public object ParsePciIds() => PciIdsFile.Parse(_names);

    /// <summary>The vendor with the most devices, indexed when the first of them is asked for.</summary>
    [Benchmark]
    public string? FirstDeviceOfVendor() => PciIdsFile.Parse(_names).Device(_facts.Id);

    [Benchmark]
    public string? FindDevice() => _parsedNames.Device(_facts.Id);

    [Benchmark]
    public object ParseModulesAlias() => ModuleAliasTable.ParseText(_aliases);

    [Benchmark]
    public object ParseBuiltin() => ModuleAliasTable.ParseBuiltin(_builtin);

    [Benchmark]
    public string[] FindModules() => _parsedAliases.Find(_facts);
}
