using GpuPassthrough.Host;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>Whether memory is set aside in large pages. It is never needed, and a guest that asks for more than there is does not start.</summary>
internal sealed class HugePages() : HostRule("HugePages", "Documentation/admin-guide/mm/hugetlbpage.rst")
{
    private const string Prefix = "hugepages-";

    internal override Finding Judge(HostScene scene)
    {
        if (!scene.HasSysfs) return scene.NoSysfs();
        string[] sizes = [.. scene.Host.List(HostPaths.HugePages).Select(entry => entry.Name).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))];
        string path = scene.Describe(HostPaths.HugePages);
        if (sizes.Length == 0) return Finding.Skip(Messages.Format("ReadyNotThere", path));
        var reserved = sizes.Select(size => (Size: size[Prefix.Length..], All: Count(scene, size, "nr_hugepages"), Free: Count(scene, size, "free_hugepages"))).Where(pages => pages.All > 0).ToArray();
        if (reserved.Length == 0) return Finding.Pass(Messages.Format("ReadyHugePagesNone", path));
        string evidence = Messages.Format("ReadyHugePages", path, string.Join(", ", reserved.Select(pages => Messages.Format("ReadyHugePagesSize", pages.All, pages.Size, pages.Free))));
        return reserved.Any(pages => pages.Free > 0) ? Finding.Pass(evidence) : Finding.Warn(evidence, Messages.Format("ReadyHugePagesUsed"));
    }

    private static long Count(HostScene scene, string size, string file) => scene.Number($"{HostPaths.HugePages}/{size}/{file}") ?? 0;
}
