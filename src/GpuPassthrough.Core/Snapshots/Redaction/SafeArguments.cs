using System.Text.RegularExpressions;

namespace GpuPassthrough.Snapshots.Redaction;

/// <summary>
/// The kernel arguments and module parameters whose values say how a machine is set up and not which one it is
/// (Documentation/admin-guide/kernel-parameters.txt, dracut.cmdline(7), kernel-command-line(7)). All others become placeholders:
/// root, resume, rd.luks, rd.lvm, cryptdevice, ip, nfsroot, netconsole, hostname, machine id, keys, locale and so on.
/// </summary>
internal static partial class SafeArguments
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        // IOMMU and PCI
        "iommu", "intel_iommu", "amd_iommu", "amd_iommu_intr", "amd_iommu_dump", "intremap", "swiotlb", "pci", "pcie_aspm", "pcie_ports",
        "pcie_port_pm", "pcie_acs_override", "disable_acs_redir", "config_acs", "gpupt.off",

        // which modules are loaded, and when
        "module_blacklist", "modprobe.blacklist", "modules_load", "initcall_blacklist", "rd.driver.pre", "rd.driver.post", "rd.driver.blacklist",
        "rdblacklist", "rdloaddriver", "driver_async_probe",

        // memory and processors
        "hugepages", "hugepagesz", "default_hugepagesz", "hugetlb_cma", "hugetlb_free_vmemmap", "transparent_hugepage", "cma", "mem", "memmap",
        "crashkernel", "isolcpus", "nohz", "nohz_full", "rcu_nocbs", "rcu_nocb_poll", "irqaffinity", "kthread_cpus", "maxcpus", "nr_cpus",
        "possible_cpus", "numa", "numa_balancing", "preempt", "psi", "skew_tick", "idle", "tsc", "clocksource", "hpet", "intel_pstate",
        "amd_pstate", "amd_prefcore", "cpufreq.default_governor", "split_lock_detect", "nosmt", "nmi_watchdog", "watchdog", "init_on_alloc",
        "init_on_free", "page_poison", "mce", "nvme_core.default_ps_max_latency_us", "random.trust_cpu", "random.trust_bootloader",

        // mitigations
        "mitigations", "spectre_v1", "spectre_v2", "spectre_v2_user", "spec_store_bypass_disable", "spec_rstack_overflow", "l1tf", "mds", "mmio_stale_data",
        "tsx", "tsx_async_abort", "retbleed", "srbds", "gather_data_sampling", "reg_file_data_sampling", "kpti", "pti", "kvm.nx_huge_pages",

        // console and display
        "console", "earlyprintk", "earlycon", "consoleblank", "loglevel", "log_buf_len", "ignore_loglevel", "printk.time", "video", "vga", "fbcon",
        "vt.handoff", "vt.global_cursor_default", "plymouth.enable", "gfxpayload", "logo",

        // firmware, power, start-up
        "acpi", "acpi_osi", "acpi_backlight", "acpi_enforce_resources", "acpi_sleep", "mem_sleep_default", "apm", "efi", "reboot", "panic", "oops",
        "rootfstype", "rootdelay", "fsck.mode", "fsck.repair", "cgroup_enable", "cgroup_disable", "cgroup_no_v1",
        "systemd.unified_cgroup_hierarchy", "systemd.show_status", "systemd.log_level", "systemd.unit", "rd.systemd.show_status",
        "apparmor", "selinux", "enforcing", "security", "lsm", "lockdown", "audit", "module.sig_enforce", "net.ifnames", "biosdevname",
        "ipv6.disable", "usbcore.autosuspend", "workqueue.power_efficient",
    };

    private static readonly HashSet<string> Modules = new(StringComparer.Ordinal)
    {
        "vfio", "vfio_pci", "vfio_pci_core", "vfio_iommu_type1", "vfio_mdev", "vfio_virqfd", "mlx5_vfio_pci", "iommufd", "iommu", "arm_smmu",
        "arm_smmu_v3", "pci_stub", "pciehp", "pcie_aspm", "kvm", "kvm_intel", "kvm_amd", "irqbypass", "kvmgt", "mdev",
        "amdgpu", "radeon", "i915", "xe", "nouveau", "nvidia", "nvidia_drm", "nvidia_modeset", "nvidia_uvm", "nvidia_peermem", "nvidiafb",
        "ast", "mgag200", "bochs", "efifb", "vesafb", "simpledrm", "drm", "drm_kms_helper", "snd_hda_intel", "xhci_hcd", "xhci_pci",
        "intel_idle", "processor", "zswap",
    };

    /// <summary>Whether a value may stand as it is, but for identifiers in it.</summary>
    internal static bool IsSafe(string name, string value)
    {
        string normal = name.Replace('-', '_').ToLowerInvariant();
        if (Trivial().IsMatch(value) || Names.Contains(normal)) return true;
        if (normal is "boot_image" or "initrd") return Image().IsMatch(value);
        int dot = normal.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && Modules.Contains(normal[..dot]);
    }

    /// <summary>Values in which nothing can hide.</summary>
    internal static bool IsTrivial(string value) => Trivial().IsMatch(value);

    [GeneratedRegex(@"^(?:[0-9]{0,2}|on|off|yes|no|y|n|true|false|auto|none|default|force)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Trivial();

    // A kernel or initramfs at its usual place; directories can be named after volumes.
    [GeneratedRegex(@"^(?:\((?:hd|md)[0-9a-z,/]*\))?(?:[/\\](?:boot|@|EFI|Linux))*[/\\][A-Za-z0-9._+~-]+\z")]
    private static partial Regex Image();
}
