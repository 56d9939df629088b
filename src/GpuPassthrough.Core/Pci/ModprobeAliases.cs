using System.Text;
using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>The <c>alias</c> lines for PCI functions in modprobe.d(5): they come before everything the kernel's own modules say.</summary>
internal static class ModprobeAliases
{
    internal static ModuleAliasTable? Read(HostRoot host)
    {
        ModuleAliasTable? table = null;
        foreach (string path in Files(host))
        {
            foreach (string line in Lines(host.ReadText(path) ?? string.Empty))
            {
                string[] words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
                if (words is not ["alias", var pattern, var module, ..] || !pattern.StartsWith("pci:", StringComparison.Ordinal)) continue;
                table ??= new ModuleAliasTable();
                table.Add(Encoding.UTF8.GetBytes(pattern), ModuleIndex.Normalize(module));
            }
        }

        return table;
    }

    /// <summary>The files kmod reads, in its order: by name over all directories, and of one name the first directory's.</summary>
    private static IEnumerable<string> Files(HostRoot host)
    {
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string directory in HostPaths.ModprobeDirectories)
        {
            foreach (HostEntry entry in host.List(directory))
            {
                bool counts = entry.Name.Length >= 6 && entry.Name[0] != '.' && entry.Name.EndsWith(".conf", StringComparison.Ordinal);
                if (counts) files.TryAdd(entry.Name, directory + "/" + entry.Name);
            }
        }

        return files.Values;
    }

    // A comment is a line that begins with "#"; a backslash before the line's end joins it to the next.
    private static IEnumerable<string> Lines(string text) =>
        text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Where(line => !line.StartsWith('#'));
}
