using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs.Formats;

/// <summary>Lines of dracut.conf(5), which bash reads: lists grow by <c>+=</c>, and need spaces inside their quotes.</summary>
internal static class DracutLines
{
    internal static IReadOnlyList<string> Of(EarlyContent wanted) =>
        [.. Line("force_drivers", wanted.Modules), .. Line("install_items", wanted.Files.Select(HostPaths.Absolute))];

    private static IEnumerable<string> Line(string name, IEnumerable<string> words)
    {
        string list = string.Join(' ', words);
        if (list.Length > 0) yield return $"{name}+=\" {list} \"";
    }
}
