using System.Globalization;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>Whether the memory of a guest may be locked, as VFIO does. libvirt's system daemon sees to that; a user's own does not.</summary>
internal sealed class LockedMemory() : HostRule("LockedMemory", "getrlimit(2), RLIMIT_MEMLOCK; Documentation/driver-api/vfio.rst")
{
    // Less than any guest that is given a card.
    private const ulong Least = 1ul << 30;

    internal override Finding Judge(HostScene scene)
    {
        if (!scene.IsLive) return scene.NotLive();
        string path = scene.Describe(HostPaths.OwnLimits);
        string? line = scene.Read(HostPaths.OwnLimits)?.Split('\n').FirstOrDefault(line => line.StartsWith("Max locked memory", StringComparison.Ordinal));
        string[] words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (words.Length < 5) return Finding.Skip(Messages.Format("ReadyNotThere", path));
        if (!ulong.TryParse(words[4], NumberStyles.None, CultureInfo.InvariantCulture, out ulong limit)) return Finding.Pass(Messages.Format("ReadyLockedFree", path, words[4]));
        if (limit >= Least || scene.IsPrivileged) return Finding.Pass(Messages.Format("ReadyLockedSystem", path, ByteSize.Text(limit)));
        return Finding.Warn(Messages.Format("ReadyLockedSession", path, ByteSize.Text(limit)), Messages.Format("ReadyLockedRemedy"));
    }
}
