using System.Globalization;
using GpuPassthrough.Host;
using GpuPassthrough.Pci;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>
/// Whether a guest's card can send no interrupts but its own. VFIO refuses where it could, unless it was told to allow it.
/// </summary>
internal sealed class InterruptRemapping() : HostRule("InterruptRemapping", "Linux drivers/vfio/vfio_iommu_type1.c, allow_unsafe_interrupts")
{
    private const string Module = "vfio_iommu_type1";
    private const string Allowed = "allow_unsafe_interrupts";
    private const int FlagsOfDmar = 37;

    // ecap_ir_support in drivers/iommu/intel/iommu.h.
    private const ulong InterruptRemappingBit = 1 << 3;

    private static readonly string[] Signs = ["DMAR-IR: Enabled IRQ remapping", "AMD-Vi: Interrupt remapping enabled"];

    internal override Finding Judge(HostScene scene)
    {
        if (!scene.HasSysfs) return scene.NoSysfs();
        if (!scene.IsIommuActive) return Finding.Skip(Messages.Format("ReadyIommuFirst"));
        if (Works(scene) is string works) return Finding.Pass(works);
        if (Lacks(scene) is not string lacks) return Finding.Skip(Messages.Format("ReadyRemapUnknown", scene.Describe(HostPaths.Interrupts)) + Offer(scene));
        return IsAllowed(scene) ? Finding.Warn(Messages.Format("ReadyRemapUnsafe", lacks, Allowed), Messages.Format("ReadyRemapFirmware")) : Finding.Fail(lacks, "Enable-Iommu -AllowUnsafeInterrupts");
    }

    private static string? Works(HostScene scene)
    {
        string path = scene.Describe(HostPaths.Interrupts);
        string[] chips = [.. Chips(scene)];
        if (Array.Find(chips, chip => chip.StartsWith("IR-", StringComparison.Ordinal)) is string remapped) return Messages.Format("ReadyRemapChip", path, remapped);
        if (Array.Find(chips, chip => chip.StartsWith("ITS-", StringComparison.Ordinal)) is string translated) return Messages.Format("ReadyRemapTranslated", path, translated);
        string? record = scene.IsLive ? scene.Log?.Records.Select(record => record.Text).FirstOrDefault(text => Array.Exists(Signs, sign => text.Contains(sign, StringComparison.Ordinal))) : null;
        return record is null ? null : Messages.Format("ReadyKernelSays", SafeLine.Of(record, keepTabs: false));
    }

    private static string? Lacks(HostScene scene)
    {
        // IO-APIC and PCI-MSI without IR- before them are the chips of x86 that remap nothing.
        string? plain = Chips(scene).FirstOrDefault(chip => chip is "IO-APIC" || chip.StartsWith("PCI-MSI", StringComparison.Ordinal));
        if (plain is not null) return Messages.Format("ReadyRemapPlain", scene.Describe(HostPaths.Interrupts), plain);
        if (Table(scene) is [.., byte flags] && (flags & 1) == 0) return Messages.Format("ReadyRemapFlag", scene.Describe($"{HostPaths.AcpiTables}/DMAR"));
        string? unit = scene.Units.FirstOrDefault(unit => Capabilities(scene, unit) is ulong capabilities && (capabilities & InterruptRemappingBit) == 0);
        return unit is null ? null : Messages.Format("ReadyRemapUnit", scene.Describe(PathOf(unit)));
    }

    private static string Offer(HostScene scene)
    {
        string? unit = scene.Units.FirstOrDefault(unit => Capabilities(scene, unit) is not null);
        return unit is null ? string.Empty : " " + Messages.Format("ReadyRemapOffer", scene.Describe(PathOf(unit)));
    }

    private static bool IsAllowed(HostScene scene) => scene.Parameter(Module, Allowed) == "Y" || scene.Running.Find($"{Module}.{Allowed}")?.Value is "1" or "y" or "Y";

    private static IEnumerable<string> Chips(HostScene scene) => InterruptChips.Read(scene.Read(HostPaths.Interrupts) ?? string.Empty).Select(line => line.Chip);

    private static byte[]? Table(HostScene scene) => scene.Host.ReadBytes($"{HostPaths.AcpiTables}/DMAR", FlagsOfDmar + 1) is { Length: FlagsOfDmar + 1 } table ? table : null;

    private static ulong? Capabilities(HostScene scene, string unit) =>
        ulong.TryParse(scene.Read(PathOf(unit)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) ? value : null;

    private static string PathOf(string unit) => $"{HostPaths.IommuClass}/{unit}/intel-iommu/ecap";
}
