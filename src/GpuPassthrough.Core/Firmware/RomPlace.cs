using System.Globalization;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Firmware;

/// <summary>Where a ROM is put so that QEMU, confined as the distribution confines it, may read it.</summary>
internal static class RomPlace
{
    private const string Ending = ".rom";

    /// <summary>The directory for ROMs on this host.</summary>
    /// <exception cref="RomDestinationException">None of those that QEMU may read is there.</exception>
    internal static string Default(HostRoot host)
    {
        string[] candidates = Candidates(host);
        return Array.Find(candidates, path => host.Identify(path) is { IsDirectory: true })
            ?? throw RomDestinationException.None(host.Path, [.. candidates.Select(host.Describe)]);
    }

    /// <summary>What QEMU may not read there; null when nothing is known to stand in the way.</summary>
    /// <param name="host">The host.</param>
    /// <param name="folder">The directory, below the host's root.</param>
    internal static string? Doubt(HostRoot host, string folder)
    {
        string path = folder.Trim('/');
        bool isConfined = host.ReadText(HostPaths.AppArmorEnabled) == "Y";
        bool isAllowed = HostPaths.ReadableByConfinedQemu.Any(allowed => path == allowed || path.StartsWith(allowed + "/", StringComparison.Ordinal));
        if (isConfined && !isAllowed) return Messages.Format("RomFolderConfined", host.Describe(path));
        for (string? part = path; !string.IsNullOrEmpty(part); part = Path.GetDirectoryName(part))
        {
            if (host.Identify(part) is { IsSearchableByAll: false }) return Messages.Format("RomFolderClosed", host.Describe(part));
        }

        return null;
    }

    /// <summary>The file's name: what the ROM is of, and when it was read.</summary>
    internal static string FileName(PciDevice device, DateTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"{FileNameStart(device)}{time:yyyyMMdd'T'HHmmss}{Ending}");

    /// <summary>Whether a file has the name of a ROM of this function.</summary>
    internal static bool IsNameOf(PciDevice device, string name) =>
        name.StartsWith(FileNameStart(device), StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal);

    private static string FileNameStart(PciDevice device) => $"gpu-{device.Vendor}-{device.Device}-{device.Address}-";

    private static string[] Candidates(HostRoot host)
    {
        if (host.Identify(HostPaths.ProxmoxConfiguration) is not null) return HostPaths.RomFoldersOnProxmox;
        return host.Identify(HostPaths.OstreeBooted) is not null || OsRelease.Read(host).Id == "nixos" ? HostPaths.RomFoldersWithoutUsr : HostPaths.RomFolders;
    }
}
