using GpuPassthrough.Host;

namespace GpuPassthrough.Pci;

/// <summary>A line of modprobe.d(5), joined with those it continues on.</summary>
/// <param name="Path">The file, below the host's root.</param>
/// <param name="Number">The number of its first line in the file.</param>
/// <param name="Words">Its words: the command first.</param>
internal sealed record ModprobeLine(string Path, int Number, string[] Words);

/// <summary>What the files of modprobe.d(5) say, in the order in which kmod reads them.</summary>
internal static class ModprobeConfiguration
{
    private const int ShortestName = 6;

    internal static IEnumerable<ModprobeLine> Read(HostRoot host) =>
        Files(host).SelectMany(path => Lines(path, host.ReadBytes(path) is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : string.Empty));

    /// <summary>The files kmod reads, in its order: by name over all directories, and of one name the first directory's.</summary>
    private static IEnumerable<string> Files(HostRoot host)
    {
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (string directory in HostPaths.ModprobeDirectories)
        {
            foreach (HostEntry entry in host.List(directory))
            {
                bool counts = entry.Name.Length >= ShortestName && entry.Name[0] != '.' && entry.Name.EndsWith(".conf", StringComparison.Ordinal);
                if (counts) files.TryAdd(entry.Name, directory + "/" + entry.Name);
            }
        }

        return files.Values;
    }

    // A comment is a line that begins with "#"; a backslash before the line's end joins it to the next.
    private static IEnumerable<ModprobeLine> Lines(string path, string text)
    {
        string[] lines = text.Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            int first = index;
            string line = lines[index];
            while (line.EndsWith('\\') && index + 1 < lines.Length) line = $"{line[..^1]} {lines[++index]}";
            string[] words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0 && !line.StartsWith('#')) yield return new ModprobeLine(path, first + 1, words);
        }
    }
}
