using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>
/// Which kernel modules offer themselves for a function, as libkmod answers it (<c>modprobe -R</c>, <c>lspci -k</c>).
/// Three sources are asked in turn and the first that knows the function ends the search: <c>alias</c> lines in
/// modprobe.d, depmod's modules.alias, and modules.builtin.modinfo. Blacklists do not count.
/// </summary>
internal sealed class ModuleIndex
{
    private static readonly FileCache<ModuleAliasTable> Aliases = new();
    private static readonly FileCache<ModuleAliasTable> Builtins = new();

    private readonly ModuleAliasTable?[] _sources;

    private ModuleIndex(params ModuleAliasTable?[] sources) => _sources = sources;

    internal static ModuleIndex Load(HostRoot host) => Load(host, KernelModuleTree.Find(host));

    /// <summary>The index of one kernel, by the directory of its modules.</summary>
    internal static ModuleIndex Load(HostRoot host, string? tree)
    {
        ModuleAliasTable? configured = ModprobeAliases.Read(host);
        if (tree is null) return new ModuleIndex(configured);
        return new ModuleIndex(
            configured,
            Aliases.Get(host, tree + "/modules.alias", ModuleAliasTable.ParseText),
            Builtins.Get(host, tree + "/modules.builtin.modinfo", ModuleAliasTable.ParseBuiltin));
    }

    /// <summary>To kmod, <c>-</c> and <c>_</c> are the same in module names; it prints <c>_</c>.</summary>
    internal static string Normalize(string module) => module.Replace('-', '_');

    internal string[] Find(PciDeviceFacts facts)
    {
        foreach (ModuleAliasTable? source in _sources)
        {
            if (source?.Find(facts) is { Length: > 0 } found) return (string[])found.Clone();
        }

        return [];
    }
}
