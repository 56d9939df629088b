using GpuPassthrough.Host;
using GpuPassthrough.Snapshots.Redaction;

namespace GpuPassthrough.Snapshots;

/// <summary>Records what the checks of readiness judge by and nothing else reads: the firmware's and the kernel's restrictions, who holds which memory and which chips deliver interrupts.</summary>
internal sealed class ReadinessRecorder(HostRecorder recorder, Redactor redactor)
{
    private const int VariableLength = 5;

    private static readonly string[] Restrictions = [HostPaths.Lockdown, HostPaths.AppArmorEnabled, HostPaths.SelinuxEnforcing];
    private static readonly string[] PageCounts = ["free_hugepages", "nr_hugepages"];

    private readonly SnapshotTree _tree = recorder.Tree;

    internal void Record()
    {
        foreach (string path in Restrictions)
        {
            if (recorder.ReadBytes(path) is byte[] value) _tree.AddFile(path, value);
        }

        if (recorder.ReadBytes(HostPaths.SecureBoot) is { Length: VariableLength } variable) _tree.AddFile(HostPaths.SecureBoot, variable);
        foreach (string size in recorder.List(HostPaths.HugePages).Where(PlainNames.Hold)) RecordPages($"{HostPaths.HugePages}/{size}");
        if (recorder.ReadText(HostPaths.Interrupts) is string interrupts) _tree.AddText(HostPaths.Interrupts, Chips(interrupts));
        if (recorder.ReadText(HostPaths.PhysicalMemory) is string memory) _tree.AddText(HostPaths.PhysicalMemory, Devices(memory));
    }

    private void RecordPages(string folder)
    {
        foreach (string count in PageCounts)
        {
            if (recorder.ReadBytes($"{folder}/{count}") is byte[] value) _tree.AddFile($"{folder}/{count}", value);
        }
    }

    // Only the number and the chip: the rest names drivers and network interfaces.
    private static string Chips(string text) => string.Concat(
        from line in text.Split('\n')
        let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where words.Length > 1 && words[0].EndsWith(':') && words[0].SkipLast(1).All(char.IsAsciiDigit)
        let chip = words.Skip(1).FirstOrDefault(word => !word.All(char.IsAsciiDigit))
        where chip is not null && PlainNames.Hold(chip)
        select $"{words[0]} {chip}\n");

    // Where the kernel itself lies is random, and stays its secret.
    private string Devices(string text) => string.Concat(
        text.Split('\n').Where(line => line.Length > 0 && !line.Contains(": Kernel ", StringComparison.Ordinal)).Select(line => redactor.Scrub(line) + "\n"));
}
