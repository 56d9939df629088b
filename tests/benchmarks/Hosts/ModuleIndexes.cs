using System.Text;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Benchmarks.Hosts;

/// <summary>
/// The module indexes of a kernel: those of a kernel that is there, or made up at full size. Made-up ones come from
/// module files written here and indexed by depmod, so that text and binary index say the same.
/// </summary>
/// <param name="Directory">Holds modules.alias and the rest.</param>
/// <param name="Release">The kernel's release.</param>
/// <param name="HasBinary">libkmod can read them: modules.alias.bin is there.</param>
internal sealed record ModuleIndexes(string Directory, string Release, bool HasBinary)
{
    private const string MadeUpRelease = "6.12.0-synthetic";
    private const int PciModules = 600;
    private const int OtherModules = 1500;
    private const int PciAliases = 20_000;
    private const int OtherAliases = 40_000;

    /// <summary>The indexes in a directory such as /lib/modules/6.1.0-50-amd64, which depmod has been run on.</summary>
    internal static ModuleIndexes Existing(string directory)
    {
        string full = Path.GetFullPath(directory).TrimEnd('/');
        if (!File.Exists(full + "/modules.alias")) throw new BenchmarkException($"{full} has no modules.alias: run depmod -b on the unpacked kernel first.");
        return new ModuleIndexes(full, Path.GetFileName(full), File.Exists(full + "/modules.alias.bin"));
    }

    /// <summary>Makes indexes below a directory.</summary>
    internal static ModuleIndexes MakeUp(string below, KnownIds ids)
    {
        string tree = $"{below}/lib/modules/{MadeUpRelease}";
        System.IO.Directory.CreateDirectory(tree + "/kernel");
        (string Module, string[] Aliases)[] modules = Plan(ids);
        File.WriteAllBytes(tree + "/modules.builtin.modinfo", Encoding.ASCII.GetBytes(Builtin()));
        File.WriteAllText(tree + "/modules.builtin", "kernel/drivers/pci/pcie/portdrv.ko\nkernel/drivers/ata/ahci.ko\n");
        File.WriteAllLines(tree + "/modules.order", modules.Select(module => $"kernel/{module.Module}.ko"));
        if (Tools.Depmod is string depmod)
        {
            foreach ((string module, string[] aliases) in modules) File.WriteAllBytes($"{tree}/kernel/{module}.ko", ModuleObject.Write(module, aliases));
            Tools.Run(depmod, "-b", below, MadeUpRelease);
        }
        else
        {
            File.WriteAllLines(tree + "/modules.alias", modules.SelectMany(module => module.Aliases.Select(alias => $"alias {alias} {module.Module}")));
        }

        System.IO.Directory.Delete(tree + "/kernel", recursive: true);
        return Existing(tree);
    }

    private static (string Module, string[] Aliases)[] Plan(KnownIds ids)
    {
        Random random = new(7);
        ILookup<int, string> pci = Enumerable.Range(0, PciAliases).ToLookup(_ => random.Next(PciModules), _ => PciAlias(ids, random));
        ILookup<int, string> other = Enumerable.Range(0, OtherAliases).ToLookup(_ => random.Next(OtherModules), number => OtherAlias(number, random));
        return
        [
            .. Enumerable.Range(0, PciModules).Select(number => ($"pci_driver_{number:d4}", pci[number].ToArray())),
            .. Enumerable.Range(0, OtherModules).Select(number => ($"driver_{number:d4}", other[number].ToArray())),
        ];
    }

    // As kernels have them: mostly vendor and device; some with the board; a few for a whole class of one vendor or of all.
    private static string PciAlias(KnownIds ids, Random random)
    {
        HardwareId id = ids.Pick(random);
        HardwareId board = ids.Pick(random);
        return random.Next(1000) switch
        {
            < 1 => "pci:v*d*sv*sd*bc03sc0" + random.Next(3) + "i*",
            < 20 => $"pci:v{id.Vendor:X8}d*sv*sd*bc03sc*i*",
            < 250 => $"pci:v{id.Vendor:X8}d{id.Device:X8}sv{board.Vendor:X8}sd{board.Device:X8}bc*sc*i*",
            _ => $"pci:v{id.Vendor:X8}d{id.Device:X8}sv*sd*bc*sc*i*",
        };
    }

    private static string OtherAlias(int number, Random random) => (number % 4) switch
    {
        0 or 1 => $"usb:v{random.Next(0x10000):X4}p{random.Next(0x10000):X4}d*dc*dsc*dp*ic*isc*ip*in*",
        2 => $"of:N*T*Cvendor{random.Next(400)},part{random.Next(100_000)}",
        _ => $"acpi*:ABCD{random.Next(0x10000):X4}:*",
    };

    private static string Builtin()
    {
        StringBuilder text = new();
        text.Append("portdrv.alias=pci:v*d*sv*sd*bc06sc04i00*\0portdrv.alias=pci:v*d*sv*sd*bc06sc07i*\0ahci.alias=pci:v*d*sv*sd*bc01sc06i01*\0");
        for (int number = 0; number < 1000; number++) text.Append($"builtin_{number % 200:d3}.parm=option{number}:a parameter of a part built into the kernel (int)\0");
        return text.ToString();
    }
}
