using GpuPassthrough.Host;
using GpuPassthrough.Libvirt;
using GpuPassthrough.Libvirt.Client;
using GpuPassthrough.Libvirt.Domains;
using GpuPassthrough.Libvirt.Stealth;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>Whether libvirt and QEMU are there, and what they are too old for.</summary>
internal sealed class LibvirtVersion() : HostRule("Libvirt", "libvirt formatdomain and drvqemu; QEMU docs/system/i386/hyperv.rst")
{
    private const string System = "qemu:///system";

    // Since when there is what a domain may be given, by libvirt's formatdomain.
    private static readonly (Version Since, string What)[] Additions =
    [
        (new(6, 5, 0), "ReadyLacksMigratable"),
        (new(10, 0, 0), "ReadyLacksModel"),
    ];

    internal override Finding Judge(HostScene scene)
    {
        if (!scene.IsLive) return scene.NotLive();
        try
        {
            using LibvirtConnection connection = LibvirtConnection.Open(scene.Host, System, readOnly: true);
            return Judge(connection.ReadVersions());
        }
        catch (LibvirtException exception)
        {
            string? remedy = exception.ErrorId switch
            {
                "LibvirtMissing" => Messages.Format("ReadyLibvirtInstall", LibvirtPackage.Of(scene.Host).Daemon),
                "LibvirtNoDaemon" => DaemonAdvice.Of(scene.Host).Start,
                _ => exception.NextStep,
            };
            bool mayBeThere = exception.ErrorId == "LibvirtDenied" || (exception.ErrorId == "LibvirtNoDaemon" && !scene.IsPrivileged && scene.Host.Identify(HostPaths.QemuConfiguration) is not null);
            if (mayBeThere) return Finding.Skip(exception.Message, remedy);
            return scene.Host.Identify(HostPaths.ProxmoxConfiguration) is not null ? Finding.Warn(exception.Message, remedy) : Finding.Fail(exception.Message, remedy);
        }
    }

    internal static Finding Judge(LibvirtVersions versions)
    {
        if (versions.Hypervisor is null) return Finding.Fail(Messages.Format("ReadyNoQemu", versions.Daemon), Messages.Format("ReadyNoQemuRemedy"));
        string evidence = Messages.Format("ReadyVersions", versions.Daemon, versions.Hypervisor, System);
        string[] lacking = [.. Additions.Where(addition => versions.Daemon < addition.Since).Select(addition => Messages.Format(addition.What, addition.Since))];
        return Finding.Pass(string.Join(' ', [evidence, .. lacking, .. LeftOut(versions)]));
    }

    private static IEnumerable<string> LeftOut(LibvirtVersions versions)
    {
        StealthOptions options = new(DomainStealthMethod.Enlightened) { LibvirtVersion = versions.Daemon, QemuVersion = versions.Hypervisor };
        return from enlightenment in Enlightenment.Full
               let hindrance = enlightenment.Hindrance(options)
               where hindrance is not null
               select Messages.Format("ReadyLacksEnlightenment", hindrance.Value.Program, hindrance.Value.Since, enlightenment.Name);
    }
}
