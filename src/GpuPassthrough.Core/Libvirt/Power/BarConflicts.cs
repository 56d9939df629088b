using System.Text.RegularExpressions;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Libvirt.Power;

/// <summary>
/// What the kernel's log says of functions whose memory VFIO could not get while a guest started. QEMU goes on without,
/// and the guest has a card that shows nothing.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="functions">The functions of the guest.</param>
internal sealed partial class BarConflicts(HostRoot host, IReadOnlyCollection<PciAddress> functions)
{
    private readonly long _seen = functions.Count == 0 ? 0 : KernelLog.Read(host)?.Records is [.., KernelLogRecord last] ? last.Sequence : 0;

    /// <summary>The warnings since this was made; none where the log may not be read.</summary>
    internal IReadOnlyList<string> Warnings() => functions.Count == 0 ? [] : Warnings(KernelLog.Read(host)?.Records.Where(record => record.Sequence > _seen) ?? []);

    internal IReadOnlyList<string> Warnings(IEnumerable<KernelLogRecord> records) =>
        [.. records.Select(record => Refused().Match(record.Text))
            .Where(match => match.Success && PciAddress.TryParse(match.Groups["address"].Value, out PciAddress address) && functions.Contains(address))
            .Select(match => Messages.Format("StartBarInUse", match.Groups["address"].Value, match.Groups["bar"].Value, SafeLine.Of(match.Groups["range"].Value)))
            .Distinct()];

    // drivers/pci/pci.c: "BAR 1 [mem 0x...]: can't reserve", and in older kernels "BAR 1: can't reserve [mem 0x...]".
    [GeneratedRegex(@"(?<address>[0-9a-f]{4,}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]): BAR (?<bar>\d)(?:: can't reserve (?<range>\[[^\]]*\])| (?<range>\[[^\]]*\]): can't reserve)", RegexOptions.CultureInvariant)]
    private static partial Regex Refused();
}
