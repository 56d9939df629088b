namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>What the kernel itself said against virtualization and the IOMMU since the start.</summary>
internal sealed class HostLog() : HostRule("KernelLog", "dmesg(1); Documentation/ABI/testing/dev-kmsg")
{
    private static readonly string[] Signs =
    [
        "disabled by bios", "SVM disabled", "VMX (outside TXT) disabled", "Your BIOS is broken; DMAR",
        "Failed to enable irq remapping", "No interrupt remapping support",
    ];

    internal override Finding Judge(HostScene scene) => KernelWords.Judge(scene, text => Array.Exists(Signs, sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase)));
}
