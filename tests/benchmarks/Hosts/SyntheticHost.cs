namespace GpuPassthrough.Benchmarks.Hosts;

/// <summary>
/// A host of any size as a directory tree: PCI functions, drivers and IOMMU groups as sysfs lays them out,
/// the release of its kernel and that kernel's module indexes, and pci.ids.
/// </summary>
internal sealed class SyntheticHost
{
    private readonly string _root;
    private readonly HashSet<string> _drivers = new(StringComparer.Ordinal);
    private readonly HashSet<int> _groups = [];

    private SyntheticHost(string root) => _root = root;

    internal static void Create(string root, int functions, ModuleIndexes modules, KnownIds ids)
    {
        SyntheticHost host = new(root);
        host.Directory("sys/bus/pci/devices");
        host.Directory("sys/kernel/iommu_groups");
        foreach (PlannedFunction function in PciAddressSpace.Plan(new CardCatalogue(ids), functions)) host.Add(function);
        host.AddSystem(modules, ids);
    }

    private void Add(PlannedFunction function)
    {
        Directory(function.Directory);
        foreach ((string name, byte[] content) in FunctionFiles.Of(function)) File.WriteAllBytes($"{_root}/{function.Directory}/{name}", content);
        string toSys = string.Concat(Enumerable.Repeat("../", function.Directory.Count(character => character == '/')));
        string fromSys = function.Directory["sys/".Length..];
        Link($"{function.Directory}/subsystem", toSys + "bus/pci");
        Link($"sys/bus/pci/devices/{function.Address}", "../../../" + fromSys);
        AddDriver(function, toSys);
        AddGroup(function, toSys, fromSys);
    }

    private void AddDriver(PlannedFunction function, string toSys)
    {
        if (function.Model.Driver is not string driver) return;
        if (_drivers.Add(driver)) Directory($"sys/bus/pci/drivers/{driver}");
        Link($"{function.Directory}/driver", $"{toSys}bus/pci/drivers/{driver}");
    }

    private void AddGroup(PlannedFunction function, string toSys, string fromSys)
    {
        string group = $"sys/kernel/iommu_groups/{function.Group}";
        if (_groups.Add(function.Group))
        {
            Directory(group + "/devices");
            Text(group + "/type", function.Group % 4 == 0 ? "DMA-FQ\n" : "DMA\n");
            Text(group + "/reserved_regions", "0x00000000fee00000 0x00000000feefffff msi\n");
        }

        Link($"{group}/devices/{function.Address}", "../../../../" + fromSys);
        Link($"{function.Directory}/iommu_group", $"{toSys}kernel/iommu_groups/{function.Group}");
    }

    private void AddSystem(ModuleIndexes modules, KnownIds ids)
    {
        Directory("proc/sys/kernel");
        Directory("etc");
        Text("proc/sys/kernel/osrelease", modules.Release + "\n");
        Text("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
        string tree = $"lib/modules/{modules.Release}";
        Directory(tree);
        foreach (string index in System.IO.Directory.EnumerateFiles(modules.Directory, "modules.*")) File.Copy(index, $"{_root}/{tree}/{Path.GetFileName(index)}");
        if (ids.Path is null) return;
        Directory("usr/share/misc");
        File.Copy(ids.Path, _root + "/usr/share/misc/pci.ids");
    }

    private void Directory(string path) => System.IO.Directory.CreateDirectory($"{_root}/{path}");

    private void Text(string path, string text) => File.WriteAllText($"{_root}/{path}", text);

    private void Link(string path, string target) => File.CreateSymbolicLink($"{_root}/{path}", target);
}
