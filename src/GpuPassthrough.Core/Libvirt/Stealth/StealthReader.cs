using GpuPassthrough.Libvirt.Document;
using GpuPassthrough.Libvirt.Domains;

namespace GpuPassthrough.Libvirt.Stealth;

/// <summary>Tells what a guest can see of the hypervisor by a domain's document.</summary>
internal static class StealthReader
{
    private static readonly string[] Modern = ["vpindex", "synic", "stimer"];

    internal static DomainStealth Read(DomainDefinition domain)
    {
        DomainDocument document = domain.Document;
        StealthFacts facts = new(document.Root);
        DomainStealthSetting[] settings = [HypervisorBit(facts), Kvm(facts), HyperV(facts), Clock(facts), Cpu(facts), Tsc(facts), Vmport(facts), Smbios(facts)];
        return new DomainStealth(domain, Method(facts), settings, [.. Problems(document, facts)]);
    }

    private static DomainStealthMethod? Method(StealthFacts facts)
    {
        bool isHiding = facts.IsKvmHidden || facts.IsHypervisorOff || facts.VendorId is not null;
        if (!isHiding) return facts.IsHostCpu && facts.HasClock && Modern.All(facts.Enlightenments.Contains) ? DomainStealthMethod.Enlightened : DomainStealthMethod.None;
        if (!facts.IsHostCpu || !facts.IsKvmHidden) return null;
        if (facts.IsHypervisorOff) return DomainStealthMethod.DisableHypervisorBit;
        return facts is { VendorId: not null, HasHyperV: true, HyperVMode: "custom" } ? DomainStealthMethod.HyperVEnlightenments : null;
    }

    private static DomainStealthSetting HypervisorBit(StealthFacts facts) => facts.IsHypervisorOff
        ? new("HypervisorBit", isVisible: false, "off", "StealthBitOff")
        : new("HypervisorBit", isVisible: true, "on", "StealthBitOn");

    private static DomainStealthSetting Kvm(StealthFacts facts) => facts.IsKvmHidden
        ? new("KvmSignature", isVisible: false, "none", "StealthKvmHidden")
        : new("KvmSignature", isVisible: true, "KVMKVMKVM", "StealthKvmShown", facts.HasHyperV ? "0x40000100" : "0x40000000");

    private static DomainStealthSetting HyperV(StealthFacts facts)
    {
        if (!facts.HasHyperV) return new("HyperVSignature", isVisible: false, "none", "StealthHyperVNone");
        bool isNamed = facts is { VendorId: not null, HyperVMode: "custom" };
        return isNamed
            ? new("HyperVSignature", isVisible: !facts.IsHypervisorOff && VendorId.IsKnown(facts.VendorId!), facts.VendorId!, "StealthHyperVNamed")
            : new("HyperVSignature", isVisible: true, "Microsoft Hv", "StealthHyperVShown");
    }

    private static DomainStealthSetting Clock(StealthFacts facts) => facts.HasClock
        ? new("HyperVClock", isVisible: !facts.IsHypervisorOff, "present", "StealthClockOn")
        : new("HyperVClock", isVisible: false, "none", "StealthClockOff");

    private static DomainStealthSetting Cpu(StealthFacts facts) => facts.IsHostCpu
        ? new("CpuModel", isVisible: false, "host", "StealthCpuHost", facts.Mode)
        : new("CpuModel", isVisible: true, facts.CpuName is { Length: > 0 } name ? name : facts.Mode ?? "default", "StealthCpuOther");

    private static DomainStealthSetting Tsc(StealthFacts facts) => facts.HasInvariantTsc
        ? new("InvariantTsc", isVisible: false, "present", "StealthTscOn")
        : new("InvariantTsc", isVisible: true, "none", "StealthTscOff");

    private static DomainStealthSetting Vmport(StealthFacts facts) => facts.IsVmportOff
        ? new("Vmport", isVisible: false, "off", "StealthVmportOff")
        : new("Vmport", isVisible: true, "on", "StealthVmportOn");

    private static DomainStealthSetting Smbios(StealthFacts facts) => facts.HasHostSmbios
        ? new("Smbios", isVisible: false, "host", "StealthSmbiosHost")
        : facts.HasOwnSmbios
            ? new("Smbios", isVisible: false, "sysinfo", "StealthSmbiosOwn")
            : new("Smbios", isVisible: true, "QEMU", "StealthSmbiosQemu");

    private static IEnumerable<string> Problems(DomainDocument document, StealthFacts facts)
    {
        if (StealthCheck.IsOverridden(document.Root)) yield return Messages.Format("StealthProblemOverridden");
        if (facts is { VendorId: not null, HasHyperV: false }) yield return Messages.Format("StealthProblemVendorAlone");
        if (facts.VendorId is string vendor && VendorId.IsKnown(vendor)) yield return Messages.Format("StealthProblemVendorKnown", vendor);
        if (facts is { IsHypervisorOff: true, HasHyperV: true }) yield return Messages.Format("StealthProblemHyperVDead");
        if (facts is { IsHypervisorOff: true, HasInvariantTsc: false }) yield return Messages.Format("StealthProblemTsc");
        if (facts is { IsHypervisorOff: true, IsKvmHidden: false }) yield return Messages.Format("StealthProblemKvmShown");
    }
}
