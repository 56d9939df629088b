using GpuPassthrough.Firmware;
using GpuPassthrough.Host;
using GpuPassthrough.Libvirt.HostDevices;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>Whether QEMU, confined as this host confines it, may read a ROM file where Export-GpuRom writes it.</summary>
internal sealed class RomFolderAccess() : HostRule("RomFolder", "apparmor.d(5); libvirt drvqemu, section on security; selinux(8)")
{
    internal override Finding Judge(HostScene scene)
    {
        string? apparmor = scene.Read(HostPaths.AppArmorEnabled);
        string? selinux = scene.Read(HostPaths.SelinuxEnforcing);
        try
        {
            string path = HostPaths.Absolute($"{RomPlace.Default(scene.Host)}/gpu.rom");
            if (!scene.IsLive && apparmor is null && selinux is null) return Finding.Skip(Messages.Format("ReadyConfinementUnknown", Path.GetDirectoryName(path)));
            RomAccess access = RomAccess.Read(scene.Host);
            if (access.Judge(path) is HostDeviceException exception) return Finding.Warn(exception);
            string evidence = Messages.Format("ReadyRomFolder", Path.GetDirectoryName(path), Confinement(apparmor, selinux));
            return access.Hint(path) is string hint ? Finding.Pass($"{evidence} {hint}") : Finding.Pass(evidence);
        }
        catch (RomDestinationException exception)
        {
            return scene.IsLive || apparmor is not null || selinux is not null ? Finding.Warn(exception) : Finding.Skip(exception);
        }
    }

    private static string Confinement(string? apparmor, string? selinux)
    {
        if (apparmor == "Y") return Messages.Format("ReadyConfinedAppArmor");
        bool isSelinux = selinux == "1";
        return Messages.Format(isSelinux ? "ReadyConfinedSelinux" : "ReadyConfinedNot");
    }
}
