namespace GpuPassthrough.Tests.Support;

/// <summary>A host made for one test, in a directory that is removed afterwards.</summary>
internal sealed class TemporaryHost : IDisposable
{
    public TemporaryHost() => Root = Directory.CreateTempSubdirectory("gpupt-test-").FullName;

    public string Root { get; }

    public string PathOf(string below) => Path.Combine(Root, below);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public TemporaryHost File(string below, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(below))!);
        System.IO.File.WriteAllText(PathOf(below), text);
        return this;
    }

    public TemporaryHost Link(string below, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(below))!);
        System.IO.File.CreateSymbolicLink(PathOf(below), target);
        return this;
    }

    public TemporaryHost Folder(string below)
    {
        Directory.CreateDirectory(PathOf(below));
        return this;
    }

    /// <summary>A function with the attributes that the kernel gives every one, as sysfs lays them out.</summary>
    public TemporaryHost Function(string address, string id = "10de:1c03", string classCode = "030000", string? driver = null, int? group = null)
    {
        string bus = address[..address.LastIndexOf(':')];
        string device = $"sys/devices/pci{bus}/{address}";
        File($"{device}/vendor", $"0x{id[..4]}\n");
        File($"{device}/device", $"0x{id[5..]}\n");
        File($"{device}/class", $"0x{classCode}\n");
        File($"{device}/revision", "0xa1\n");
        File($"{device}/subsystem_vendor", "0x19da\n");
        File($"{device}/subsystem_device", "0x2438\n");
        Link($"sys/bus/pci/devices/{address}", $"../../../devices/pci{bus}/{address}");
        if (driver is not null) Link($"{device}/driver", $"../../../bus/pci/drivers/{driver}");
        if (group is int number) Group(number, address, device);
        return this;
    }

    private void Group(int number, string address, string device)
    {
        Link($"{device}/iommu_group", $"../../../kernel/iommu_groups/{number}");
        Link($"sys/kernel/iommu_groups/{number}/devices/{address}", $"../../../../devices/{device["sys/devices/".Length..]}");
        File($"sys/kernel/iommu_groups/{number}/type", "DMA\n");
        File($"sys/kernel/iommu_groups/{number}/reserved_regions", "0x00000000fee00000 0x00000000feefffff msi\n");
    }
}
