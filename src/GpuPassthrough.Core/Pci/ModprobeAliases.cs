using System.Text;
using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>The <c>alias</c> lines for PCI functions in modprobe.d(5): they come before everything the kernel's own modules say.</summary>
internal static class ModprobeAliases
{
    internal static ModuleAliasTable? Read(HostRoot host)
    {
        ModuleAliasTable? table = null;
        foreach (ModprobeLine line in ModprobeConfiguration.Read(host))
        {
            if (line.Words is not ["alias", var pattern, var module, ..] || !pattern.StartsWith("pci:", StringComparison.Ordinal)) continue;
            table ??= new ModuleAliasTable();
            table.Add(Encoding.UTF8.GetBytes(pattern), ModuleIndex.Normalize(module));
        }

        return table;
    }
}
