namespace GpuPassthrough.Benchmarks.Compare;

/// <summary>lspci on a tree, with the tree's pci.ids.</summary>
internal sealed class Lspci(string program, string root)
{
    // With an ID file given, the tree's own; without hwdb, which would be asked about every board's unknown name.
    private readonly string[] _options =
    [
        "-A", "linux-sysfs", "-O", $"sysfs.path={root}/sys/bus/pci", "-O", "hwdb.disable=1",
        .. File.Exists(root + "/usr/share/misc/pci.ids") ? new[] { "-i", root + "/usr/share/misc/pci.ids" } : [],
    ];

    /// <summary>lspci -nnk, in milliseconds.</summary>
    internal double List() => Spawn.Time(program, [.. _options, "-nnk"]).TotalMilliseconds;

    /// <summary>The tutorial's loop over members of IOMMU groups, in milliseconds.</summary>
    internal double Loop(string members) =>
        Spawn.Time("/bin/sh", ["-c", $"members='{members}'\n{Scripts.TutorialLoop}", "sh", program, .. _options]).TotalMilliseconds;

    /// <summary>Address, driver and kernel modules of each function, as <see cref="Scripts.Answers"/> has them.</summary>
    internal List<string> Answers()
    {
        List<string> answers = [];
        string address = string.Empty;
        string driver = string.Empty;
        string modules = string.Empty;
        foreach (string line in Tools.Lines(program, [.. _options, "-Dnnk"]).Append("end "))
        {
            if (line.StartsWith("\tKernel driver in use: ", StringComparison.Ordinal)) driver = line[(line.IndexOf(':') + 2)..];
            else if (line.StartsWith("\tKernel modules: ", StringComparison.Ordinal)) modules = line[(line.IndexOf(':') + 2)..];
            if (line.Length == 0 || line[0] == '\t') continue;
            if (address.Length > 0) answers.Add($"{address}|{driver}|{modules}");
            (address, driver, modules) = (line[..line.IndexOf(' ')], string.Empty, string.Empty);
        }

        return answers;
    }
}
