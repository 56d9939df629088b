using GpuPassthrough.Host;
using GpuPassthrough.Pci;
using GpuPassthrough.Snapshots.Redaction;

namespace GpuPassthrough.Snapshots;

/// <summary>
/// A host as the module reads it, recorded without what tells which host it is: below another root it gives the same
/// functions and groups.
/// </summary>
internal sealed class HostSnapshot
{
    // Names that distributions give to every machine say nothing, and some are parts of kernel releases.
    private static readonly string[] CommonHostNames =
        ["localhost", "localdomain", "debian", "ubuntu", "fedora", "arch", "archlinux", "linux", "nixos", "pve", "proxmox", "root", "host", "boot", "amd64", "arm64", "(none)"];

    private HostSnapshot(SnapshotTree tree, int functions, IReadOnlyList<SnapshotGap> gaps)
    {
        Entries = tree.Entries;
        Functions = functions;
        Gaps = gaps;
    }

    /// <summary>What was recorded, by path, parents first.</summary>
    internal IReadOnlyCollection<KeyValuePair<string, SnapshotEntry>> Entries { get; }

    /// <summary>How many PCI functions the host has.</summary>
    internal int Functions { get; }

    /// <summary>What is there and could not be recorded.</summary>
    internal IReadOnlyList<SnapshotGap> Gaps { get; }

    internal static HostSnapshot Read(HostRoot host, Action<WorkProgress>? report, CancellationToken cancellation)
    {
        HostRecorder recorder = new(host);
        Redactor redactor = new(KnownWords(host));
        new KernelRecorder(recorder, redactor).Record();
        cancellation.ThrowIfCancellationRequested();
        new BootRecorder(recorder, redactor).Record();
        new BootTraceRecorder(recorder, redactor).Record();
        new IommuRecorder(recorder).Record();
        new ReadinessRecorder(recorder, redactor).Record();
        int functions = RecordFunctions(recorder, report, cancellation);
        recorder.Tree.AddFile(HostPaths.PciIds[0], PciIdsExcerpt.Make(host, PciInventory.Read(host).Devices));
        cancellation.ThrowIfCancellationRequested();
        return new HostSnapshot(recorder.Tree, functions, recorder.Gaps);
    }

    private static int RecordFunctions(HostRecorder recorder, Action<WorkProgress>? report, CancellationToken cancellation)
    {
        PciRecorder functions = new(recorder);
        if (recorder.Host.Identify(HostPaths.PciDevices) is { IsDirectory: true }) recorder.Tree.AddDirectory(HostPaths.PciDevices);
        List<string> names = functions.Names();
        for (int index = 0; index < names.Count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            report?.Invoke(new WorkProgress(names[index], index, names.Count));
            functions.Record(names[index]);
        }

        return names.Count;
    }

    private static IEnumerable<string> KnownWords(HostRoot host)
    {
        string?[] texts = [host.ReadText(HostPaths.MachineId), host.ReadText(HostPaths.HostName), host.ReadText(HostPaths.ConfiguredHostName)];
        foreach (string text in texts.OfType<string>().SelectMany(text => text.Split('\n')).Select(line => line.Trim()))
        {
            foreach (string word in new[] { text, text.Split('.')[0] })
            {
                bool isCommon = word.Length < 3 || word.StartsWith('#') || CommonHostNames.Contains(word, StringComparer.OrdinalIgnoreCase);
                if (!isCommon) yield return word;
            }
        }
    }
}
