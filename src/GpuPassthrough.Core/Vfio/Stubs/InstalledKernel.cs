using System.Text;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Vfio.Stubs;

/// <summary>A kernel of the host, with its modules.</summary>
internal sealed class InstalledKernel
{
    private readonly HashSet<string> _builtIn;
    private readonly HashSet<string> _modules;

    private InstalledKernel(string release, ModuleIndex index, HashSet<string> builtIn, HashSet<string> modules)
    {
        Release = release;
        Index = index;
        _builtIn = builtIn;
        _modules = modules;
    }

    internal string Release { get; }

    /// <summary>Which modules offer themselves for a function in this kernel.</summary>
    internal ModuleIndex Index { get; }

    /// <summary>True when the module is a part of the kernel image (<c>modules.builtin</c>).</summary>
    internal bool HasBuiltIn(string module) => _builtIn.Contains(module);

    /// <summary>True when the module can be loaded (<c>modules.dep</c>).</summary>
    internal bool HasModule(string module) => _modules.Contains(module);

    /// <summary>All kernels whose modules are installed, in the order of their names.</summary>
    internal static IReadOnlyList<InstalledKernel> Read(HostRoot host)
    {
        SortedDictionary<string, InstalledKernel> kernels = new(StringComparer.Ordinal);
        foreach (string tree in HostPaths.ModuleTrees)
        {
            foreach (string release in host.List(tree).Select(entry => entry.Name).Where(release => !kernels.ContainsKey(release)))
            {
                if (Read(host, $"{tree}/{release}", release) is InstalledKernel kernel) kernels.Add(release, kernel);
            }
        }

        return [.. kernels.Values];
    }

    // Directories of removed kernels keep what others put there, but no list of built-in modules.
    private static InstalledKernel? Read(HostRoot host, string tree, string release)
    {
        byte[]? builtIn = host.ReadBytes(tree + "/modules.builtin");
        byte[]? dependencies = host.ReadBytes(tree + "/modules.dep");
        if (builtIn is null && dependencies is null) return null;
        return new InstalledKernel(release, ModuleIndex.Load(host, tree), Names(builtIn), Names(dependencies));
    }

    // "kernel/drivers/vfio/pci/vfio-pci.ko.zst: kernel/..." in modules.dep, the path alone in modules.builtin.
    private static HashSet<string> Names(byte[]? content)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (string line in Encoding.UTF8.GetString(content ?? []).Split('\n'))
        {
            string path = line.Split(':')[0].Trim();
            string name = path[(path.LastIndexOf('/') + 1)..];
            if (name.Length > 0) names.Add(ModuleIndex.Normalize(name.Split('.')[0]));
        }

        return names;
    }
}
