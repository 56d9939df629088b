namespace GpuPassthrough.Host;

/// <summary>What libvirt keeps, and where it is.</summary>
internal static partial class HostPaths
{
    /// <summary>
    /// The definitions of the system daemon's domains: read once when it starts and rewritten when it likes, so that
    /// nobody else writes them while it runs.
    /// </summary>
    internal const string DomainDefinitions = "etc/libvirt/qemu";

    /// <summary>What links of systemd say of units that are enabled.</summary>
    internal const string EnabledUnits = "etc/systemd/system";

    /// <summary>Scripts of SysV and OpenRC.</summary>
    internal const string InitScripts = "etc/init.d";

    /// <summary>Whether KVM on Intel lets guests have guests; absent without the module.</summary>
    internal const string NestedOnIntel = "sys/module/kvm_intel/parameters/nested";

    /// <summary>The client library, as the loader finds it and where NixOS has it.</summary>
    internal static readonly string[] LibvirtLibraries = ["libvirt.so.0", "/run/current-system/sw/lib/libvirt.so.0"];

    /// <summary>Where packages put units of systemd.</summary>
    internal static readonly string[] UnitDirectories = ["usr/lib/systemd/system", "lib/systemd/system", "etc/systemd/system"];
}
