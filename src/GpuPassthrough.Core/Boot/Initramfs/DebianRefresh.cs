using GpuPassthrough.Host;

namespace GpuPassthrough.Boot.Initramfs;

/// <summary>
/// <c>update-initramfs</c> of initramfs-tools, and the one of the same name that Debian's dracut has: it also runs what
/// copies images to where a boot loader reads them. Without <c>-k all</c> it makes the newest kernel's image only.
/// </summary>
internal static class DebianRefresh
{
    private const string Off = "update_initramfs=no";

    /// <exception cref="BootConfigurationException">It is switched off: it would answer that all went well and make nothing.</exception>
    internal static BootPart Of(HostRoot host)
    {
        string[] lines = host.ReadText(HostPaths.UpdateInitramfsSettings)?.Split('\n') ?? [];
        int line = Array.FindLastIndex(lines, line => line.TrimStart().StartsWith("update_initramfs=", StringComparison.Ordinal));
        bool isOff = line >= 0 && lines[line].Trim().Replace("\"", string.Empty, StringComparison.Ordinal) == Off;
        if (isOff) throw new BootConfigurationException("InitramfsUpdatesOff", $"{host.Describe(HostPaths.UpdateInitramfsSettings)}:{line + 1}");
        return RefreshPlan.Of(host, "update-initramfs", "-u", "-k", "all");
    }
}
