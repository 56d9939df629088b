using GpuPassthrough.Host;

namespace GpuPassthrough.Libvirt.HostDevices;

/// <summary>
/// Whether QEMU can read a ROM file as this host confines it. libvirt labels and allows nothing for it: permissions, and
/// AppArmor's standing rules, decide.
/// </summary>
internal sealed class RomAccess
{
    private readonly HostRoot _host;
    private readonly QemuUser _user;
    private readonly bool _isConfined;
    private readonly AppArmorRules? _rules;
    private readonly bool _isSelinux;

    private RomAccess(HostRoot host, QemuSettings settings)
    {
        _host = host;
        _user = QemuUser.Read(host, settings);
        _isConfined = settings.SecurityDriver is null or "apparmor" && host.ReadText(HostPaths.AppArmorEnabled) == "Y";
        _rules = _isConfined ? AppArmorRules.Read(host) : null;
        _isSelinux = settings.SecurityDriver is null or "selinux" && host.ReadText(HostPaths.SelinuxEnforcing) == "1";
    }

    internal static RomAccess Read(HostRoot host) => new(host, QemuSettings.Read(host));

    /// <summary>Why QEMU cannot read the file, with what to do; null when nothing stands in the way.</summary>
    /// <param name="path">The file as the host names it.</param>
    internal HostDeviceException? Judge(string path)
    {
        string below = Real(path.TrimStart('/'));
        for (string? folder = Path.GetDirectoryName(below); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            if (_host.Identify(folder) is FileIdentity found && !_user.MayEnter(found)) return HostDeviceException.RomFolder(path, _user.Name, "/" + folder);
        }

        if (_host.Identify(below) is FileIdentity file && !_user.MayRead(file)) return HostDeviceException.RomMode(path, _user.Name, "/" + below);
        return _isConfined && !MayRead(below) ? HostDeviceException.RomConfined(path, "/" + HostPaths.RomFolders[0], $"/{HostPaths.AppArmorProfiles}/local/{HostPaths.QemuProfiles[1]}") : null;
    }

    /// <summary>What SELinux may have against it: its labels are not read.</summary>
    internal string? Hint(string path) => _isSelinux ? Messages.Format(IsShared(path) ? "HostRomLabel" : "HostRomLabelElsewhere", path, Path.GetDirectoryName(path)) : null;

    private static bool IsShared(string path) => path.StartsWith($"/{HostPaths.SharedFiles}/", StringComparison.Ordinal);

    private bool MayRead(string below) => _rules?.MayRead("/" + below)
        ?? HostPaths.ReadableByConfinedQemu.Any(allowed => below.StartsWith(allowed + "/", StringComparison.Ordinal));

    // AppArmor and the permissions of folders go by where a file really lies.
    private string Real(string below)
    {
        using FilePlace? place = FilePlace.Find(new HostWriter(_host), below);
        return place?.Path ?? below;
    }
}
