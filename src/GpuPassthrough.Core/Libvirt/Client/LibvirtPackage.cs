using GpuPassthrough.Host;

namespace GpuPassthrough.Libvirt.Client;

/// <summary>What is to be installed for libvirt, as a distribution names it.</summary>
/// <param name="Library">The client library: in words, with the package's name.</param>
/// <param name="Daemon">The daemon that runs QEMU.</param>
internal sealed record LibvirtPackage(string Library, string Daemon)
{
    private const string Proxmox = "(Proxmox VE has no libvirt: its guests are configured with qm)";

    private static readonly LibvirtPackage Unknown = new("the package that has libvirt.so.0 (often libvirt, libvirt-libs or libvirt0)", "libvirt with its QEMU driver");

    // By the ID of os-release(5).
    private static readonly Dictionary<string, LibvirtPackage> Known = new(StringComparer.Ordinal)
    {
        ["debian"] = Of("libvirt0", "libvirt-daemon-system"),
        ["ubuntu"] = Of("libvirt0", "libvirt-daemon-system"),
        ["fedora"] = Of("libvirt-libs", "libvirt-daemon-kvm"),
        ["rhel"] = Of("libvirt-libs", "libvirt-daemon-kvm"),
        ["suse"] = Of("libvirt-libs", "libvirt-daemon-qemu"),
        ["opensuse"] = Of("libvirt-libs", "libvirt-daemon-qemu"),
        ["arch"] = Of("libvirt", "libvirt"),
        ["alpine"] = Of("libvirt-client", "libvirt-daemon and libvirt-qemu"),
        ["gentoo"] = Of("app-emulation/libvirt", "app-emulation/libvirt with USE=qemu"),
        ["void"] = Of("libvirt", "libvirt"),
        ["nixos"] = new("libvirt by the option virtualisation.libvirtd.enable", "libvirt by the option virtualisation.libvirtd.enable"),
    };

    internal static LibvirtPackage Of(HostRoot host)
    {
        if (host.Identify(HostPaths.ProxmoxConfiguration) is not null) return Of($"libvirt0 {Proxmox}", $"libvirt-daemon-system {Proxmox}");
        return OsRelease.Read(host).Family.Select(id => Known.GetValueOrDefault(Name(id))).OfType<LibvirtPackage>().FirstOrDefault() ?? Unknown;
    }

    private static LibvirtPackage Of(string library, string daemon) => new($"the package {library}", $"the package {daemon}");

    // Leap, Tumbleweed and the others are named opensuse-leap, opensuse-tumbleweed.
    private static string Name(string id) => id.StartsWith("opensuse", StringComparison.Ordinal) ? "opensuse" : id;
}
