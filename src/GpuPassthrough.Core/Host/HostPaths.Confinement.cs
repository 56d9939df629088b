namespace GpuPassthrough.Host;

/// <summary>What decides which files QEMU may read.</summary>
internal static partial class HostPaths
{
    /// <summary>libvirt's settings for QEMU: user, group, security_driver.</summary>
    internal const string QemuConfiguration = "etc/libvirt/qemu.conf";

    internal const string Users = "etc/passwd";
    internal const string UserGroups = "etc/group";

    /// <summary>Where AppArmor's profiles lie; what they include in angle brackets is meant from here.</summary>
    internal const string AppArmorProfiles = "etc/apparmor.d";

    /// <summary>1 when SELinux forbids, 0 when it only reports.</summary>
    internal const string SelinuxEnforcing = "sys/fs/selinux/enforce";

    /// <summary>What is labelled so that confined guests may read it (usr_t).</summary>
    internal const string SharedFiles = "usr/share";

    /// <summary>The rules every confined QEMU gets: libvirt's template, and what it includes.</summary>
    internal static readonly string[] QemuProfiles = ["libvirt/TEMPLATE.qemu", "abstractions/libvirt-qemu"];
}
