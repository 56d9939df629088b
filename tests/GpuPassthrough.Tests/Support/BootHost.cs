using GpuPassthrough.Tests.Harness;
using Xunit;

namespace GpuPassthrough.Tests.Support;

/// <summary>Hosts that boot as a distribution does: a fake host of tests/hosts with the boot files of a folder of tests/boot over it.</summary>
public static class BootHost
{
    private const string Release = "proc/sys/kernel/osrelease";

    // How the host itself boots.
    private static readonly string[] OfAnother = ["boot", "etc/default", "usr/sbin", "usr/bin"];

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "boot");

    public static IEnumerable<TheoryDataRow<string>> All =>
        Directory.GetDirectories(Folder).Order(StringComparer.Ordinal).Select(path => new TheoryDataRow<string>(Path.GetFileName(path)));

    /// <summary>A copy that may be changed.</summary>
    /// <param name="distribution">A folder of tests/boot.</param>
    /// <param name="host">A folder of tests/hosts; its kernel modules become those of the distribution's kernel. Null for boot files alone.</param>
    internal static TemporaryHost Of(string distribution, string? host = "h97m-gtx1060")
    {
        TemporaryHost tree = new();
        if (host is not null)
        {
            Copy(FakeHosts.Root(host), tree.Root);
            foreach (string folder in OfAnother) Forget(tree.PathOf(folder));
            Rename(tree, File.ReadAllText(Path.Combine(Folder, distribution, Release)).Trim());
        }

        Copy(Path.Combine(Folder, distribution), tree.Root);
        return tree;
    }

    // Links of the host stay as they are, and files of the distribution go through them: lib is one on some hosts.
    private static void Copy(string from, string to)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            string path = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is string target) Link(path, target);
            else if (entry is FileInfo file) file.CopyTo(path, overwrite: true);
            else Copy(entry.FullName, Directory.CreateDirectory(path).FullName);
        }
    }

    private static void Link(string path, string target)
    {
        if (new FileInfo(path).LinkTarget is not null || File.Exists(path)) File.Delete(path);
        File.CreateSymbolicLink(path, target);
    }

    private static void Forget(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static void Rename(TemporaryHost tree, string release)
    {
        string old = File.ReadAllText(tree.PathOf(Release)).Trim();
        if (old == release) return;
        Directory.Move(tree.PathOf($"lib/modules/{old}"), tree.PathOf($"lib/modules/{release}"));
    }
}
