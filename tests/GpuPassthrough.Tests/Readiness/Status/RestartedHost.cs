using System.Text.RegularExpressions;
using GpuPassthrough.Tests.Support;

namespace GpuPassthrough.Tests.Readiness.Status;

/// <summary>
/// Starts a fake host again as its programs, boot loader and kernel would: the commands that were left have made their
/// files, the kernel has the arguments that GRUB was given, the IOMMU is on where they say so, and vfio-pci has every
/// function whose ID they name (vfio_pci_fill_ids in drivers/vfio/pci/vfio_pci.c).
/// </summary>
internal static partial class RestartedHost
{
    private const string Functions = "sys/bus/pci/devices";

    /// <summary>As after update-initramfs and the like: the images are younger than what they are made from.</summary>
    internal static void RebuildImages(TemporaryHost tree)
    {
        string[] images = [.. Directory.EnumerateFiles(tree.PathOf("boot")).Where(path => Path.GetFileName(path).StartsWith("init", StringComparison.Ordinal))];
        foreach (string image in images) File.SetLastWriteTimeUtc(image, DateTime.UtcNow);
    }

    internal static void Restart(TemporaryHost tree)
    {
        string[] arguments = [.. Words(tree)];
        string line = File.ReadAllText(tree.PathOf("proc/cmdline")).Trim();
        tree.File("proc/cmdline", string.Join(' ', line.Split(' ').Union(arguments)) + "\n");
        string[] ids = [.. arguments.Where(word => word.StartsWith("vfio_pci.ids=", StringComparison.Ordinal)).SelectMany(word => word["vfio_pci.ids=".Length..].Split(','))];
        if (arguments.Contains("intel_iommu=on") && !Directory.Exists(tree.PathOf("sys/kernel/iommu_groups/0"))) TurnOnIommu(tree);
        foreach (string function in Directory.EnumerateDirectories(tree.PathOf(Functions)).Where(function => ids.Contains(Id(function)))) Bind(tree, function);
    }

    // The values of the variable, each file after the other: a drop-in begins with what there was before.
    private static IEnumerable<string> Words(TemporaryHost tree)
    {
        string[] files = ["etc/default/grub", .. DropIns(tree).Order(StringComparer.Ordinal)];
        return files.Select(tree.PathOf).Where(File.Exists).SelectMany(path => Line().Matches(File.ReadAllText(path))).SelectMany(match => match.Groups[1].Value.Split(' ')).Where(word => word.Length > 0 && word[0] != '$');
    }

    private static IEnumerable<string> DropIns(TemporaryHost tree) =>
        Directory.Exists(tree.PathOf("etc/default/grub.d")) ? Directory.EnumerateFiles(tree.PathOf("etc/default/grub.d"), "*.cfg").Select(path => Path.GetRelativePath(tree.Root, path)) : [];

    private static string Id(string function) =>
        $"{File.ReadAllText(Path.Combine(function, "vendor")).Trim()[2..]}:{File.ReadAllText(Path.Combine(function, "device")).Trim()[2..]}";

    // The card and the port above it in one group, every other function in one of its own.
    private static void TurnOnIommu(TemporaryHost tree)
    {
        tree.Folder("sys/class/iommu/dmar0");
        int number = 0;
        foreach (string function in Directory.EnumerateDirectories(tree.PathOf(Functions)).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(function);
            bool isOfCard = name is "0000:00:01.0" || name.StartsWith("0000:01:00.", StringComparison.Ordinal);
            int group = isOfCard ? 1 : number == 1 ? ++number : number;
            if (!isOfCard) number++;
            tree.Folder($"sys/kernel/iommu_groups/{group}/devices");
            Directory.CreateSymbolicLink(tree.PathOf($"sys/kernel/iommu_groups/{group}/devices/{name}"), $"../../../../bus/pci/devices/{name}");
            Directory.CreateSymbolicLink(Path.Combine(function, "iommu_group"), tree.PathOf($"sys/kernel/iommu_groups/{group}"));
            tree.File($"sys/kernel/iommu_groups/{group}/type", "DMA-FQ\n").File($"sys/kernel/iommu_groups/{group}/reserved_regions", "0x00000000fee00000 0x00000000feefffff msi\n");
        }
    }

    private static void Bind(TemporaryHost tree, string function)
    {
        tree.Folder("sys/bus/pci/drivers/vfio-pci");
        string link = Path.Combine(function, "driver");
        string target = new FileInfo(link).LinkTarget!;
        File.Delete(link);
        File.CreateSymbolicLink(link, Path.Combine(Path.GetDirectoryName(target)!, "vfio-pci"));
    }

    [GeneratedRegex("^GRUB_CMDLINE_LINUX_DEFAULT=\"(.*)\"$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
