namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>
/// One of libvirt's hyperv features. Versions are those of formatdomain's table, what one requires that of QEMU's
/// docs/system/i386/hyperv.rst.
/// </summary>
internal sealed record Enlightenment(string Name, Version Libvirt, Version Qemu, params string[] Requires)
{
    internal const string Clock = "hypervclock";

    internal static readonly Enlightenment Relaxed = new("relaxed", new(1, 0, 0), new(2, 0));
    internal static readonly Enlightenment Vapic = new("vapic", new(1, 1, 0), new(2, 0));
    internal static readonly Enlightenment Spinlocks = new("spinlocks", new(1, 1, 0), new(2, 0));
    internal static readonly Enlightenment NamedVendor = new("vendor_id", new(1, 3, 3), new(2, 5));

    /// <summary>The direct mode of stimer, a child of it.</summary>
    internal static readonly Enlightenment DirectTimers = new("direct", new(5, 7, 0), new(4, 1), "stimer");

    /// <summary>What the tutorial's method B has.</summary>
    internal static readonly Enlightenment[] Basic = [Relaxed, Vapic, Spinlocks, NamedVendor];

    /// <summary>What does good on every host. The clock is a timer, and always set with them.</summary>
    internal static readonly Enlightenment[] Full =
    [
        Relaxed,
        Vapic,
        Spinlocks,
        new("vpindex", new(1, 3, 3), new(2, 5)),
        new("runtime", new(1, 3, 3), new(2, 5)),
        new("synic", new(1, 3, 3), new(2, 6), "vpindex"),
        new("stimer", new(1, 3, 3), new(2, 6), "vpindex", "synic"),
        new("frequencies", new(4, 7, 0), new(2, 12)),
        new("tlbflush", new(4, 7, 0), new(3, 0), "vpindex"),
        new("ipi", new(4, 10, 0), new(3, 1), "vpindex"),
        new("avic", new(8, 10, 0), new(6, 2)),
        new("evmcs", new(4, 10, 0), new(3, 1), "vapic") { NestedOnly = true },
    ];

    /// <summary>evmcs speeds up nested guests, with Intel's instructions; where there are none, KVM refuses it and QEMU ends.</summary>
    internal bool NestedOnly { get; init; }

    /// <summary>The program that is too old for it, with the version it takes and the one that is there; null when none is.</summary>
    internal (string Program, Version Since, Version Have)? Hindrance(StealthOptions options)
    {
        if (options.LibvirtVersion is Version libvirt && libvirt < Libvirt) return ("libvirt", Libvirt, libvirt);
        if (options.QemuVersion is Version qemu && qemu < Qemu) return ("QEMU", Qemu, qemu);
        return null;
    }
}
