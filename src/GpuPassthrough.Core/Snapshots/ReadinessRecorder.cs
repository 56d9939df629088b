using GpuPassthrough.Host;
using GpuPassthrough.Pci;
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
        foreach (string path in Restrictions) recorder.Copy(path);
        if (recorder.ReadBytes(HostPaths.SecureBoot) is { Length: VariableLength } variable) _tree.AddFile(HostPaths.SecureBoot, variable);
        foreach (string size in recorder.List(HostPaths.HugePages).Where(PlainNames.Hold)) RecordPages($"{HostPaths.HugePages}/{size}");
        if (recorder.ReadText(HostPaths.Interrupts) is string interrupts) _tree.AddText(HostPaths.Interrupts, Chips(interrupts));
        if (recorder.ReadText(HostPaths.PhysicalMemory) is string memory) _tree.AddText(HostPaths.PhysicalMemory, Devices(memory));
    }

    private void RecordPages(string folder)
    {
        foreach (string count in PageCounts) recorder.Copy($"{folder}/{count}");
    }

    // Only the number and the chip: the rest names drivers and network interfaces.
    private static string Chips(string text) => string.Concat(
        from interrupt in InterruptChips.Read(text)
        where interrupt.Line.EndsWith(':') && interrupt.Line.SkipLast(1).All(char.IsAsciiDigit) && PlainNames.Hold(interrupt.Chip)
        select $"{interrupt.Line} {interrupt.Chip}\n");

    // Where the kernel itself lies is random, and stays its secret.
    private string Devices(string text) => string.Concat(
        text.Split('\n').Where(line => line.Length > 0 && !line.Contains(": Kernel ", StringComparison.Ordinal)).Select(line => redactor.Scrub(line) + "\n"));
}
