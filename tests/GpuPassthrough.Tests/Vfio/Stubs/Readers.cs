using GpuPassthrough.Tests.Support;

namespace GpuPassthrough.Tests.Vfio.Stubs;

/// <summary>What those who read the files of a host make of them.</summary>
internal static class Readers
{
    /// <summary>
    /// The words of a kernel's line as the shell that runs grub-mkconfig gets them: /etc/default/grub, the drop-ins in order, and
    /// 10_linux, which writes GRUB_CMDLINE_LINUX before GRUB_CMDLINE_LINUX_DEFAULT.
    /// </summary>
    internal static string[] Grub(TemporaryHost tree, string shell = "dash") => Words(Tool.Run(
        shell, "-c", $"cd {tree.Root}/etc/default; . ./grub; for f in grub.d/*.cfg; do if [ -e \"$f\" ]; then . \"./$f\"; fi; done; echo \"$GRUB_CMDLINE_LINUX $GRUB_CMDLINE_LINUX_DEFAULT\""));

    /// <summary>What recovery entries get: only GRUB_CMDLINE_LINUX.</summary>
    internal static string[] GrubRecovery(TemporaryHost tree) => Words(Tool.Run(
        "dash", "-c", $"cd {tree.Root}/etc/default; . ./grub; for f in grub.d/*.cfg; do if [ -e \"$f\" ]; then . \"./$f\"; fi; done; echo \"$GRUB_CMDLINE_LINUX\""));

    /// <summary>The ids that vfio-pci gets: the kernel takes the last of a name, in which - and _ are one (kernel/params.c).</summary>
    internal static string[] Ids(IEnumerable<string> words) => words.LastOrDefault(word => word.Replace('-', '_').StartsWith("vfio_pci.ids=", StringComparison.Ordinal))?["vfio_pci.ids=".Length..].Split(',') ?? [];

    /// <summary>The lines of modprobe's configuration that begin with a word.</summary>
    internal static string[] Modprobe(TemporaryHost tree, string command) =>
        [.. Tool.Run("modprobe", "-C", tree.PathOf("etc/modprobe.d"), "-c").Split('\n').Where(line => line.StartsWith(command + " ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The modules in the order in which modprobe loads them for a name or modalias.</summary>
    internal static string[] Loads(TemporaryHost tree, string name)
    {
        string release = File.ReadAllText(tree.PathOf("proc/sys/kernel/osrelease")).Trim();
        string text = Tool.Run("modprobe", "-d", tree.Root, "-S", release, "-C", tree.PathOf("etc/modprobe.d"), "--show-depends", name);
        return [.. text.Split('\n').Where(line => line.StartsWith("insmod ", StringComparison.Ordinal)).Select(line => Path.GetFileName(line.Split(' ')[1]).Split('.')[0].Replace('-', '_'))];
    }

    /// <summary>An array of bash after the files were sourced, in their order.</summary>
    internal static string[] Bash(TemporaryHost tree, string variable, params string[] files) => Words(Tool.Run(
        "bash", "-c", $"shopt -s nullglob; cd {tree.Root}; for f in {string.Join(' ', files)}; do . ./\"$f\"; done; echo \"${{{variable}[@]}}\""));

    private static string[] Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
