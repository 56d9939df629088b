using System.Text;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Snapshots.Redaction;

namespace GpuPassthrough.Snapshots;

/// <summary>Records the kernel: release, command line, processor, how it was built, and the indexes of its modules.</summary>
internal sealed class KernelRecorder(HostRecorder recorder, Redactor redactor)
{
    private static readonly string[] Indexes = ["modules.alias", "modules.builtin", "modules.dep", "modules.order", "modules.softdep"];
    private static readonly string[] BuiltinKeys = ["alias", "file", "softdep"];

    private readonly SnapshotTree _tree = recorder.Tree;

    internal void Record()
    {
        string? release = recorder.ReadText(HostPaths.KernelRelease);
        if (release is not null) _tree.AddText(HostPaths.KernelRelease, release);
        if (recorder.ReadText(HostPaths.KernelCommandLine) is string arguments)
        {
            _tree.AddText(HostPaths.KernelCommandLine, KernelArguments.Redact(arguments, redactor));
        }

        if (recorder.ReadText(HostPaths.ProcessorInfo) is string processor)
        {
            _tree.AddText(HostPaths.ProcessorInfo, ProcessorInfoText.Redact(processor, redactor));
        }

        string? tree = KernelModuleTree.Find(recorder.Host);
        if (tree is not null) RecordModules(tree, $"{HostPaths.ModuleTrees[0]}/{LinkPath.Name(tree)}");
        string? version = release?.Trim() is { Length: > 0 } running ? running : tree is null ? null : LinkPath.Name(tree);
        if (version is not null && !version.Contains('/')) RecordConfiguration(HostPaths.KernelConfiguration + version);
    }

    private void RecordModules(string tree, string place)
    {
        _tree.AddDirectory(place);
        foreach (string index in Indexes)
        {
            if (recorder.ReadBytes($"{tree}/{index}") is byte[] bytes) _tree.AddFile($"{place}/{index}", bytes);
        }

        string builtin = "modules.builtin.modinfo";
        if (recorder.ReadText($"{tree}/{builtin}") is string records) _tree.AddText($"{place}/{builtin}", KnownRecords(records));
    }

    // The records name authors and their mail addresses too.
    private static string KnownRecords(string text)
    {
        StringBuilder known = new();
        foreach (string record in text.Split('\0'))
        {
            int dot = record.IndexOf('.', StringComparison.Ordinal);
            int equals = record.IndexOf('=', StringComparison.Ordinal);
            if (dot > 0 && equals > dot && BuiltinKeys.Contains(record[(dot + 1)..equals])) known.Append(record).Append('\0');
        }

        return known.ToString();
    }

    private void RecordConfiguration(string path)
    {
        if (recorder.ReadText(path) is string text) _tree.AddText(path, KernelConfigurationText.Redact(text, redactor));
    }
}
